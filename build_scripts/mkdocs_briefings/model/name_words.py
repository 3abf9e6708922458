"""Words by which names are read: particles, titles, degrees, and words that only names of organisations hold.

A word that may also be a family name (`Church`, `Press`) is among the last: a name that is not certain stays whole.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    """'t ’t 's ’s aan af al am ap auf av aus ben bin bint da dal dalla das de degli dei del dell' della delle den der des di
    do dos du e el i ibn la las le les lo los op ould ten ter uit und van vom von y zu zum zur
    бен бин ван да де дер ди ду ибн ла ле фон эль аль"""
)
"""Small words that belong to the family name after them: `van der`, `bin`."""
CAPITAL_PARTICLES = _set(
    """Abu Al Ben Bin Da Dal Dalla De Degli Del Della Den Der Di Dos Du El Ibn La Le Les Lo Mac Mc San Santa St. Saint Ten Ter
    Van Vande Vanden Vander Von Vom Абу Аль Ван Де Ибн Ла Ле Фон Эль"""
)
"""Words with a capital that begin a family name: `Martin Van Creveld`."""
LINKS = _set("y e i und")
"""Words between two parts of one family name: `Ortega y Gasset`."""
NOT_FIRST = _set(
    "the le la les l' l’ el los las il lo gli die der das det den het o os abu bin ibn saint san santa umm"
)
"""Words after which no family name can be told: `La Repubblica`, `Ibn Khaldun`."""
SUFFIXES = _set("jr sr junior ii iii iv fils filho neto sobrinho júnior")
"""Words after the family name, in small letters without a full stop."""
TITLES = _set(
    """adm amb brig capt cmdr col dame dott dott.ssa dr drs gen gov hon ing lic lt lt-gen maj maj-gen mag miss mme mlle mr mrs
    ms mx pres prof professor rep rev sen sgt sir акад д-р проф"""
)
"""Words before a name, in small letters without a full stop."""
DEGREES = _set(
    """ba bsc cbe dphil edd esq frs jd kbe kc kcmg llb llm ma mba mbe md meng mfa mpa mph mphil mpp msc obe om phd psyd qc ret
    usaf usmc usn"""
)
"""Words after a name and a comma, in small letters without full stops."""
BODIES = _set(
    """administration affairs agence agencia agency agentstvo agentur agenzia agência ag alliance amnesty analysis analytics
    archive archives army assembly associates association authority bank bbc blog board broadcasting bros bundesrat bundestag
    bureau business campaign center centre centro centrum chamber channel church circle club co coalition college command
    commission committee communications community company conference congress conseil consejo consortium cooperation corp
    corporation council court crisis daily data defence defense delegation department desk deutsche digital directorate
    division editorial editors education embassy energy enterprise european europe exchange express facility federal
    federation finance fondation forces foreign forum foundation française france-presse freedom fund fundación gazeta
    gazette general gesellschaft global gmbh gobierno gouvernement governo government group groupe headquarters health
    herald house inc independent industries information initiative inspectorate institute intelligence intergroup interior
    international investigations jazeera journal journalists justice kg klub komitee kommission kremlin laboratory league
    legal library llc llp ltd ltda magazine market media medical migration military militia mission monitor monitoring
    monthly movement museum nachrichten national nations network news newspaper newsroom nuclear nv observatory office
    online oy oyj organisation organization orchestra panel parliament parlement parti partido partners partnership party
    peace people's people’s pictures plc police policy political post pravda presse press prensa program programme project
    prosecutor public publications publishing radio red redakcja redaktion redazione relations report reporters republic
    research resistance review rights royal sarl schools school sciences scientific secretariat section security senate
    service services society solutions spa srl staff state states statistics strategic studies studio support survey
    svaboda syndicate systems task team technologies technology telegraph television think times treasury tribunal tribune
    trust tv union unit united université university verein vereinte watch weekly welle working world world's world’s
    writers zeitung zentrum
    агенція банк бюро ведомости газета журнал институт інститут комиссия комитет камітэт комітет компания корпорация
    национальный новости общество объединение организация організація отдел палата партия польское правда правительство
    прокуратура радио редакция рэдакцыя республика российская рэспубліка служба совет советский союз суд телеканал
    управление урад уряд фонд центр цэнтр штаб"""
)
"""Words in the names of organisations, in small letters without a full stop."""
BODY_STEMS = tuple(
    """administra agenc akadem academ académ asociac associac associaz behörde botschaft bundesa bundesm comisi comité comitato
    commissa commissi dipartiment département departament department direcci direzion direktor embajad fakultät federaci
    federaz fédérat föderat fundac fundacj gubernator instituc institut inštitút instytut internacional internazional
    komisj kommiss konsort landesa ministe ministè ministér ministr minister miniszté observator organis organiz parlam
    presidenc rédact redakt sekretariat secretaría staatsa staatsk stiftung uniwers univers univerz verband zentral агентств
    адміністрац администрац академ ассоциац асацыяц департамент державн инспекц министерст міністэрст міністерст міжнародн
    международн организац посольств универс універс університет управлін учрежден факультет федерац""".split()
)
"""Beginnings of words of organisations, in small letters."""
BODY_ENDINGS = tuple(
    """agentur agentschap behörde gesellschaft institut kommission ministerium ministerie ministeriet myndigheten rundfunk
    stiftung stichting verband verein zeitung zentrum styrelsen""".split()
)
"""Endings of such words, where a language writes several as one, in small letters."""
FAMILY_FIRST = _set(
    """bae bai bui cai cao chae chang chao chen cheng cheung chiang cho choe choi chow chua chung dang deng dinh doan dong duan
    duong fang feng gao gong guan guo gwak hahn hao heo hoang hong hou hua huang huynh hwang jang jeon jeong jia jiang jin jung
    kang kim kong koo kwak kwok kwon lai lam lau lee leung li liang liao lim lin liu luo luong lý ma mao meng moon ng ngo ngô
    nguyen nguyễn nie noh paek pak park peng pham phạm phan phung qian qiao qin qiu rhee ryu shao shen shi shim sohn son song
    sun tan tang tao teng tian tran trần trinh truong trương tsai tseng vo võ vu vũ wang wei wen whang wong woo wu xi xia xiang
    xiao xie xing xiong xu xue yan yang yao ye yeo yi yin yoo yoon yu yuan yun zeng zhai zhan zhang zhao zheng zhong zhou zhu
    zhuang zou"""
)
"""Family names of China, Korea and Vietnam. They mostly come first: whether one does in a given name is not certain."""
GIVEN_LAST = _set(
    """ádám andrás attila balázs bálint béla csaba dániel ferenc gábor gergely géza györgy gyula imre istván jános józsef
    károly katalin krisztina lajos lászló márta mihály miklós péter sándor tamás tibor viktor viktória zoltán zsolt zsuzsanna
    ágnes éva erzsébet ildikó judit ivan vladimir dmitry sergei sergey mikhail nikolai
    иван александр алексей андрей владимир дмитрий елена мария михаил николай ольга сергей светлана татьяна юрий"""
)
"""Given names that are hardly family names: where one stands last, the family name may well be the first word."""
DOUBLE_FAMILY = _set(
    """álvarez alvarez castillo castro cruz díaz diaz domínguez fernández fernandez flores garcía garcia gómez gomez gonzález
    gonzalez guerrero gutiérrez hernández hernandez herrera jiménez lópez lopez martínez martinez medina mendoza muñoz ortega
    ortiz pérez perez ramírez ramirez ramos reyes rivera rodríguez rodriguez romero ruiz sánchez sanchez suárez vargas vázquez
    costa ferreira oliveira pereira santos silva sousa souza"""
)
"""Family names of Spain, Portugal and Latin America: the word after one of them may be a second family name."""
