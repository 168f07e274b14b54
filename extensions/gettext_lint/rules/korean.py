"""Rules for Korean alone: how a note and a sentence end, which particle stands behind markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gettext_lint.language import Language
from gettext_lint.message import Message

NOTE_LENGTH = 40  # characters; a note is read at a glance
# The end of a Korean note that is no noun: matches "만듭니다", "바꾸기", "만들어라"; not "크기", "필요".
VERB = re.compile(
    r"(?:다|것|까|죠|네요|시오|(?<![필개중주수])요"
    r"|(?<!처)[하되들꾸이히리우추누르키치뀌두내기쓰가뛰오]기|를 (?!크기|주기|초기|세기)\S+기"
    r"|(?:얻|찾|읽|넣|섞|묶|접|뽑|빼|없애)기"
    r"|(?:하|들어|아|지|꿔|봐|줘|려)라|며|[하되으]면|므로|지만|는데|도록|려고|[해돼]서"
    r"|(?<![참경보권최창사재광예])고|(?<![이분피오방견올손])해|(?<![제권무상하기유극최])한"
    r"|하는|되는|있는|없는|[같작많높낮좋않]은|[된될할]|[하되않있없르]게|돼|줘|꿔|들어)$"
)
# A noun of action with its object, and without the 함 that it needs. Matches "텐서를 반환".
ACTION = re.compile(
    r"[을를] (?:생성|반환|계산|변환|적용|추가|제거|삭제|저장|복사|설정|지정|선택|확인|출력|실행|호출"
    r"|정의|사용|이동|비교|갱신|수정|변경|초기화|정렬|검사|분리|결합|해제|등록|공유|전송|측정|추적|활성화|비활성화|학습|평가)$"
)
# English notes that say what is done. Matches "add one", "old: add one"; not "set of names".
DOING = re.compile(
    r"(?:\w+: )?(?:add|apply|ask|build|call|change|choose|compare|compile|convert|copy|create|cut|define"
    r"|divide|draw|drop|export|fill|find|freeze|get|give|go|halve|insert|join|keep|leave|let|load|make"
    r"|move|multiply|put|raise|read|remove|replace|returns?|reverse|select|send|shows?|solve|store"
    r"|subtract|take|train|transpose|unpack|update|wait|wrap|write)s? (?!of |for |and |or |in |is |are )"
)
# Spellings that are wrong wherever they stand.
SPELLINGS = {
    "만듬": "만듦", "만들음": "만듦", "됌": "됨", "됬": "됐", "되서": "돼서", "갯수": "개수",
    "학습율": "학습률", "최대값": "최댓값", "최소값": "최솟값", "절대값": "절댓값", "초기값": "초깃값",
}  # fmt: skip
# A verb before the full stop that is not in -니다. Matches "만들어요.", "한다."; not "클래스.", "a.b".
SENTENCE = re.compile(
    r"[가-힣]*(?:(?<!니)다|(?<![필개중주수])요|시오|[하어아]라|죠|까|[하되들]기|것|[함됨])[.!?](?=\s|$)"
)
# Two particles where the reader is to choose. Matches "을(를)", "은/는".
EITHER = re.compile(
    r"(?:[을를은는이가와과]|으로|로)(?:\((?:[을를은는이가와과]|으로|로|으)\)|/[을를은는이가와과])"
)
# A particle behind markup, with a plain blank between. Matches "`` 를 "; not "`` 를로", "`` 인자".
APART = re.compile(
    r"[`*_] ((?:을|를|은|는|의|에|에서|에게|와|과|으로|로|도|까지|부터"
    r"|인|이며|이고|이면|입니다|이라는|라는|처럼|마다|이나)(?= |,|\.|$))"
)
# A particle that depends on the sound before it, behind a Korean word in markup or with a gloss. Matches
# "*메뉴*을", "변화도(gradient)을 "; not "메뉴을", where both could be one word, nor "``x``를".
AFTER_WORD = re.compile(
    r"([가-힣])(?:\([^()]*\)[`*_]*|[`*_]+)(?:\\ )?(을|를|은|는|이|가|과|와|으로|로)(?=[\s,.]|$)"
)
AFTER_CONSONANT = {"을": "를", "은": "는", "이": "가", "과": "와", "으로": "로"}
AFTER_VOWEL = {vowel: consonant for consonant, vowel in AFTER_CONSONANT.items()}
# English in brackets behind a Korean word; matches "변화도(gradient)".
GLOSS = re.compile(r"[가-힣]\([A-Za-z][A-Za-z -]*\)")


def check_ending(message: Message, _language: Language) -> Iterator[str]:
    """Notes end in -ㅁ/음, or are nouns: never -다, -요, -것, nor a verb in -기."""
    if not message.is_note:
        return
    text = message.text
    noun = not ends_in_m(text) and DOING.match(message.id)
    if noun or VERB.search(text) or ACTION.search(text):
        wanted = "-ㅁ/음" if noun else "-ㅁ/음 or a noun"
        yield f"found the ending of {text!r}, expected {wanted}; write it so"
    if text[-1:] in ",:;!?…" and text[-1:] != message.id[-1:]:
        yield f"found {text[-1]!r} at the end of a note, expected a word; remove it"


def ends_in_m(text: str) -> bool:
    """Whether the last syllable ends in ㅁ or ㄻ."""
    return unicodedata.normalize("NFD", text)[-1:] in ("\u11b7", "\u11b1")


def check_sentences(message: Message, _language: Language) -> Iterator[str]:
    """Sentences end in -니다."""
    if message.is_note or message.id[-1:] not in ".:!?":
        return
    for match in SENTENCE.finditer(message.target.words):
        yield f"found the end of a sentence in {match[0]!r}, expected -니다; rewrite it"


def check_particles(message: Message, _language: Language) -> Iterator[str]:
    """One particle, the one that the sound before it asks for, and no gap between markup and it."""
    if match := EITHER.search(message.text):
        yield f"found {match[0]!r}, expected one particle; choose it by the sound before"
    for match in AFTER_WORD.finditer(message.text):
        word, particle = match.groups()
        if (wanted := choose_particle(word, particle)) != particle:
            yield f"found {particle!r} in {match[0].strip()!r}, expected {wanted!r}; correct it"
    if not message.is_note and (match := APART.search(message.text)):
        blank = "'\\\\ '" if message.syntax == "rst" else "nothing"
        yield f"found a blank before the particle {match[1]!r}, expected {blank}; else a gap shows"


def choose_particle(word: str, particle: str) -> str:
    """The form of a particle behind a word in Hangul: 를 for 을 behind 메뉴."""
    last = (ord(word[-1]) - ord("가")) % 28
    is_vowel = not last or (last == 8 and particle in ("으로", "로"))  # 로 behind ㄹ: 메일로
    return (AFTER_CONSONANT if is_vowel else AFTER_VOWEL).get(particle, particle)


def check_spelling(message: Message, _language: Language) -> Iterator[str]:
    """None of the mistakes that are made again and again."""
    for wrong, right in SPELLINGS.items():
        if wrong in message.text and wrong not in message.id:
            yield f"found {wrong!r}, expected {right!r}; correct it"


def check_length(message: Message, _language: Language) -> Iterator[str]:
    """Notes are short, and give no English in brackets."""
    if not message.is_note:
        return
    length = len(unicodedata.normalize("NFC", message.text))
    if length > NOTE_LENGTH:
        yield f"found a note of {length} characters, expected at most {NOTE_LENGTH}; shorten it"
    if (match := GLOSS.search(message.text)) and not GLOSS.search(message.id):
        yield f"found {match[0]!r} in a note, expected Korean alone; explain it in the text of the page"


RULES = {
    "ending": check_ending,
    "sentences": check_sentences,
    "particles": check_particles,
    "spelling": check_spelling,
    "length": check_length,
}
