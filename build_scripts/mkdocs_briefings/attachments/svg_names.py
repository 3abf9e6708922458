"""What a drawing (SVG) may hold, by name: nothing listed here runs, and only `href` and `url()` could fetch."""

from __future__ import annotations

ELEMENTS = frozenset(
    "a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix"
    " feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
    " feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight"
    " feTile feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline radialGradient"
    " rect stop style svg switch symbol text textPath title tspan use".split()
)
"""Elements that stay."""

UNSHOWN = frozenset("color-profile font metadata".split())
"""Elements that browsers do not show; they are left out with all that they hold, as are other programs' own."""

PRESENTATION = frozenset(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters"
    " color-rendering cursor direction display dominant-baseline fill fill-opacity fill-rule filter flood-color"
    " flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight"
    " glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing"
    " lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order"
    " pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap"
    " stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-overflow"
    " text-rendering transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing"
    " writing-mode".split()
)
"""Attributes that are also properties of CSS, so that their values may refer to something."""

ATTRIBUTES = frozenset(
    "amplitude azimuth baseFrequency bias class clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode elevation"
    " exponent filterUnits fr fx fy gradientTransform gradientUnits height id in in2 intercept k1 k2 k3 k4 kernelMatrix"
    " kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits"
    " maskUnits method mode numOctaves offset operator order orient pathLength patternContentUnits patternTransform"
    " patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX"
    " refY requiredExtensions requiredFeatures result role rotate rx ry scale seed side slope spacing specularConstant"
    " specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX"
    " targetY textLength transform type values version viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector"
    " z".split()
)
"""Attributes whose values are numbers and words; any other is left out, for it shows nothing."""

PROPERTIES = PRESENTATION | frozenset(
    "background background-color block-size border bottom box-shadow box-sizing caret-color color-adjust color-"
    " scheme cx cy d enable-background flex float height hyphens inline-size left line-break line-height margin"
    " object-fit order outline padding perspective-origin position r right rotate rx ry scale shape-inside shape-"
    " margin shape-padding shape-subtract solid-color solid-opacity tab-size top transform transform-style"
    " transition translate user-select vertical-align white-space-collapse width will-change word-break word-wrap"
    " x y z-index zoom".split()
)
"""Properties that a style may set."""

PROPERTY_FAMILIES = frozenset(
    "align border column flex font grid inset justify margin max min outline overflow overscroll padding place row scroll"
    " text transition".split()
)
"""First words of further ones (`font-kerning`): what they lay out is no part of a drawing, or words, and fetches nothing."""

FUNCTIONS = frozenset(
    "blur brightness calc circle clamp color color-mix contrast cubic-bezier drop-shadow ellipse grayscale hsl hsla"
    " hue-rotate hwb inset invert lab lch linear-gradient matrix matrix3d max min oklab oklch opacity path perspective"
    " polygon radial-gradient rgb rgba rotate rotate3d rotatex rotatey rotatez saturate scale scale3d scalex scaley"
    " scalez sepia skew skewx skewy steps translate translate3d translatex translatey translatez var".split()
)
"""Functions that a value may call, besides `url(#id)`."""

SELECTOR_FUNCTIONS = frozenset(
    "has is lang not nth-child nth-last-child nth-last-of-type nth-of-type where".split()
)
"""Functions that a selector may call."""
