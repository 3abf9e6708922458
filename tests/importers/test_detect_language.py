"""The language of a document: what it declares, else what its words tell with certainty, else none and a remark."""

from __future__ import annotations

import io

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from forms import empty_document
from test_documents_by_language import DOCUMENTS, body

from mkdocs_briefings.importers.detect_language import detect_language

NEIGHBOURS = {
    "Portuguese": "A Finlândia entrou na OTAN no início de abril e a bandeira foi içada em Bruxelas perante muitos "
    "convidados. A Turquia tinha sido a última a aceitar, e sobre as consequências ainda se discute.",
    "Galician": "Finlandia entrou na OTAN a comezos de abril e a bandeira izouse en Bruxelas diante de moitos "
    "convidados. Turquía fora a última en aceptar, e sobre as consecuencias aínda se discute.",
    "Catalan": "Finlàndia va entrar a l'OTAN a principis d'abril i la bandera es va hissar a Brussel·les davant de molts "
    "convidats. Turquia havia estat l'última d'acceptar, i sobre les conseqüències encara es discuteix.",
    "Italian": "La Finlandia è entrata nella NATO all’inizio di aprile e la bandiera è stata issata a Bruxelles davanti "
    "a molti ospiti. La Turchia era stata l’ultima ad accettare, e sulle conseguenze si discute ancora.",
    "Dutch": "Finland is begin april lid geworden van de NAVO en de vlag is in Brussel gehesen voor veel gasten. Turkije "
    "had als laatste land ingestemd, en over de gevolgen wordt nog gediscussieerd.",
    "Slovak": "Fínsko vstúpilo do NATO na začiatku apríla a vlajka bola vztýčená v Bruseli pred mnohými hosťami. Turecko "
    "súhlasilo ako posledné a o dôsledkoch sa stále diskutuje, ale vláda hovorí, že je bezpečnejšie.",
    "Bulgarian": "Финландия влезе в НАТО в началото на април и знамето беше издигнато в Брюксел пред много гости. Турция "
    "се съгласи последна и за последиците все още се спори, но правителството казва, че е по-сигурно.",
    "Serbian": "Финска је ушла у НАТО почетком априла и застава је подигнута у Бриселу пред многим гостима. Турска се "
    "последња сложила и о последицама се још расправља, али влада каже да је сада сигурније.",
    "Persian": "فنلاند در آغاز آوریل به ناتو پیوست و پرچم آن در بروکسل در برابر مهمانان بسیاری برافراشته شد. ترکیه "
    "آخرین کشوری بود که با آن موافقت کرد و درباره پیامدهای آن هنوز بحث می‌شود.",
    "Japanese": "フィンランドは四月初めに北大西洋条約機構に加盟し、国旗が掲揚された。土耳其是最後同意的國家。",
    "two languages": "Der Fluss ist tief und die Schleuse ist alt, und sie wird nicht mehr für die Schiffe gebraucht. "
    "The river is deep and the lock is old, and it is not needed for the ships any more, as was to be expected.",
    "filler": "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et "
    "dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris.",
    "a list of names": "Berlin, Paris, Madrid, Wien, Genf, Minsk, Kyjiw, Warschau, Peking, Kairo " * 4,
    "too short": "Der Fluss ist tief.",
}


@pytest.mark.parametrize("tag", DOCUMENTS)
def test_words_tell_the_language(tag):
    assert detect_language([body(DOCUMENTS[tag], "## ")]) == tag


def test_english_and_traditional_chinese_are_told():
    english = "The locks leak in spring, as all of the locks along this river do when it is high, and nobody mends them."
    assert detect_language([english]) == "en"
    assert detect_language(["芬蘭於四月初正式加入北約，來了許多客人。土耳其是最後同意的國家。"]) == "zh-Hant"


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_what_is_not_certain_is_no_language(text):
    assert detect_language([text]) == ""


TEXT = body(DOCUMENTS["de"], "## ")
PAGE = "<html{}><head><title>T</title>{}</head><body><h1>T</h1><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "language"),
    [
        ("a.md", f"---\nlang: de-AT\n---\n\n# T\n\n{TEXT}\n", "de-AT"),
        ("a.md", f"---\nSprache: de\n---\n\n# T\n\n{TEXT}\n", "de"),
        ("a.html", PAGE.format(' lang="de-CH"', "", TEXT), "de-CH"),
        ("a.html", PAGE.format(' xml:lang="de-CH"', "", TEXT), "de-CH"),
        ("a.html", PAGE.format("", '<meta http-equiv="content-language" content="de-CH">', TEXT), "de-CH"),
        ("a.html", PAGE.format("", '<meta property="og:locale" content="de_CH">', TEXT), "de-CH"),
        ("a.html", PAGE.format("", "", TEXT), "de"),
    ],
)
def test_what_a_document_declares_comes_first(name, data, language, read):
    draft = read(name, data).draft
    assert draft.briefing.language == language
    assert "language" not in draft.remarks


def test_a_language_that_the_words_deny_gets_a_remark(read):
    draft = read("a.html", PAGE.format(' lang="en"', "", TEXT)).draft
    assert draft.briefing.language == "en"
    assert draft.remarks["language"] == (
        "the original says `en`, but its words are those of `de`; set it right",
    )


def test_a_date_in_digits_is_read_as_the_language_writes_it(read):
    text = "# T\n\nDatum: 05/04/2023\n\nPublished: 05/04/2023\n\n{}\n"
    german = read("a.md", text.format(TEXT.partition("\n\n")[2].partition("\n\n")[2])).draft.briefing
    assert (german.language, str(german.date)) == ("de", "2023-04-05")
    unknown = read("a.md", text.format("Der Fluss ist tief.")).draft.briefing
    assert (unknown.language, unknown.date) == (None, None)


def test_no_certain_language_gets_a_remark(read):
    result = read("a.md", "# T\n\nDer Fluss ist tief.\n")
    assert result.draft.briefing.language is None
    assert "# TODO: not certain; set it if it is not that of the site" in result.yaml


def document(*, declared="", marks="", text=TEXT):
    """A Word document that declares a language, or whose runs are marked to be in it."""
    written, file = empty_document(), io.BytesIO()
    written.core_properties.language = declared
    for paragraph in text.split("\n\n"):
        run = written.add_paragraph().add_run(paragraph)
        properties = f"<w:rPr {nsdecls('w')}>{marks}</w:rPr>"
        run._r.insert(0, parse_xml(properties))
    written.save(file)
    return file.getvalue()


GERMAN, THREE = '<w:lang w:val="de-CH"/>', '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


@pytest.mark.parametrize(
    ("data", "language"),
    [
        (document(declared="de-AT"), "de-AT"),
        (document(marks=GERMAN), "de-CH"),
        (document(declared="de-AT", marks=GERMAN), "de-AT"),
        (document(marks=THREE, text=body(DOCUMENTS["zh-Hans"], "")), "zh-CN"),
        (document(marks=f"<w:rtl/>{THREE}", text=body(DOCUMENTS["ar"], "")), "ar-SA"),
        (document(), "de"),
    ],
)
def test_what_a_word_document_declares(data, language, read):
    assert read("a.docx", data).draft.briefing.language == language
