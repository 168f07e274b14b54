"""Rules for what a translation says: its numbers, placeholders, names, terms, links and HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.entities import html5
from urllib.parse import urlsplit

from gettext_lint.language import Language, Term, strip_form
from gettext_lint.message import Message
from gettext_lint.rules.characters import find_scripts, name_script

# A number that is no part of a name; matches "2", "0.5", "1,000", "3차원"; not "float32", "L1".
NUMBER = re.compile(r"(?<![A-Za-z0-9_.])[0-9]+(?:[.,][0-9]+)*")
# English words that a translation may write as a number.
NUMBER_WORDS = {
    "zero": "0", "one": "1", "once": "1", "single": "1", "first": "1",
    "two": "2", "twice": "2", "second": "2", "both": "2", "double": "2", "pair": "2", "half": "2",
    "halve": "2", "three": "3", "third": "3", "triple": "3", "four": "4", "fourth": "4",
    "quarter": "4", "five": "5", "fifth": "5", "six": "6", "sixth": "6", "seven": "7",
    "seventh": "7", "eight": "8", "eighth": "8", "nine": "9", "ninth": "9", "ten": "10",
    "tenth": "10", "eleven": "11", "twelve": "12", "sixteen": "16", "twenty": "20", "thirty": "30",
    "thirtieth": "30", "hundred": "100", "thousand": "1000",
}  # fmt: skip
# Words that say a number by the way.
HINTS = {
    "no": "0",
    "none": "0",
    "nothing": "0",
    "a": "1",
    "an": "1",
    "each": "1",
    "every": "1",
    "per": "1",
}
FRACTIONS = {"half": "0.5", "quarter": "0.25", "tenth": "0.1", "thousandth": "0.001"}
# Matches "%s", "%(name)s", "{}", "{name}", "{{ name }}", "${name}"; not "100% sure".
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdifgxr](?![A-Za-z])|\$?\{\{?[^{}]*\}?\}")
# What Python takes for a placeholder where it fills in any. Matches "%s", "%(a)s", "% o", "%%", "%".
PERCENT = re.compile(r"%(?:%|(?:\(\w*\))?[#0 +-]*[0-9]*(?:\.[0-9]+)?[a-zA-Z]?)")
# A word in Latin letters, as code and products are called; matches "torch.nn", "C++", "GPUs".
WORD = re.compile(r"[A-Za-z_][\w.+]*[\w+]", re.ASCII)
# What makes such a word a name. Matches "GPU", "PyTorch", "float32", "state_dict", "torch.nn", "C++".
NAME = re.compile(r"[A-Z].*[A-Z]|[a-z][A-Z]|[0-9_+]|\.\w", re.ASCII)
SHORT = re.compile(r"(?:[a-z]\.)+[a-z]")  # no name though it has a dot; matches "e.g"
# The entities that a browser takes without their ";", the longest first.
OLD_ENTITIES = "|".join(sorted((name for name in html5 if name[-1] != ";"), key=len, reverse=True))
# HTML: a tag as a browser takes it, begun or whole, an entity, or the end of an attribute and another.
# Matches "<b>", "</p>", "<meta/x", "<!doctype", "&#169;", "&lt", 'a" b="'; not "<https://a.org>", "R&D".
HTML = re.compile(
    rf"""<(?![a-z][a-z0-9+.-]*://)[A-Za-z/!?][^<>]*>?|&(?:#?\w+;|#x?[0-9a-f]+|{OLD_ENTITIES})"""
    r"""|["'][^"'<>]*\b[\w-]+\s*=\s*["']""",
    re.I,
)
# What a browser or a reader takes for an address, however it is written. Matches "http://a", "//a.b",
# "javascript:x", "www.a.b", "a.org/b", "a@b.org", "10.0.0.1"; not "torch:2", "cpu:gloo", "2.14".
# Each starts where a word does: from every letter of a long one it would take minutes.
ADDRESS = re.compile(
    r"""(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:)?//[!#-&(-;=?-_a-z{}~]+|\b(?:javascript|vbscript|data|file|mailto|tel):(?:[!-~]+|\S)"""
    r"""|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.-])(?:[\w-]+\.)+(?:xn--[a-z0-9-]+|[a-z]{2,})(?!\.?\w)"""
    r"""(?::[0-9]+)?(?:/[!-~]*)?|(?<![\w.])[0-9]+(?:\.[0-9]+){3}(?::[0-9]+)?(?:/[!-~]*)?""",
    re.I | re.A,
)
# The same in other letters than ASCII: no language sets a dot or two slashes between two words without
# a blank. Matches "예시.한국", "예시.com", "a.рф", "//예시"; not "a.b", "끝. 다음", "a.nn의", "가...나".
OTHER_ADDRESS = re.compile(
    r"(?:(?<![\w.@+-])[\w.@+-]*(?:(?<=[^\W\x00-\x7f])\.(?=[^\W\d_]{2})|(?<=\w)\.(?=[^\W\d_\x00-\x7f]{2}))"
    r"|//(?=[^\W\x00-\x7f]))[\w.-]*(?::[0-9]+)?(?:/\S*)?"
)
# English in brackets behind a Korean word; matches "(gradient)".
GLOSS = re.compile(r"\([A-Za-z][^()]*\)")
# Words that hold a list of names together, and are no sentence.
LINKING = {"a", "an", "and", "by", "for", "in", "of", "or", "the", "to", "with"}


def check_english(message: Message, language: Language) -> Iterator[str]:
    """Words of the language, where the message has any beside names."""
    letters = find_scripts(language.code)
    if not letters or any(name_script(char) in letters for char in message.target.words):
        return
    if plain := ", ".join(find_plain_words(message.source.words, language)[:5]):
        yield f"found no word of the language, expected {plain!r} translated; translate it"


def find_plain_words(text: str, language: Language) -> list[str]:
    """The words of an English text that are no names; a capital starts the text, or is a name's."""
    words = WORD.findall(PLACEHOLDER.sub(" ", HTML.sub(" ", text)))
    names = {*find_names(text, language.names), *LINKING}
    names |= {term.english for term in find_terms(text, language) if is_english(term)}
    return [
        word
        for place, word in enumerate(words)
        if not {word, word.lower()} & names and (word.islower() or not place)
    ]


def is_english(term: Term) -> bool:
    """Whether the chosen word is the English one."""
    return strip_form(term.english) == strip_form(term.chosen)


def check_numbers(message: Message, _language: Language) -> Iterator[str]:
    """Every number of the message, and no other than those that it says in words."""
    wanted = Counter(NUMBER.findall(message.source.words))
    found = Counter(NUMBER.findall(message.target.words))
    lost = ", ".join(sorted((wanted - found).elements()))
    new = ", ".join(sorted(set(found) - set(wanted) - find_said_numbers(message.id)))
    if lost and new:
        yield f"found {new}, expected {lost} as in the message; correct it"
    elif lost:
        yield f"found no {lost}, expected every number of the message; copy it"
    elif new:
        yield f"found {new}, expected the numbers of the message; correct it"


def find_said_numbers(text: str) -> set[str]:
    """The numbers that English words say; 0 and 1 where they say none, as 1차원 is for a flat tensor."""
    words = re.findall(r"[a-z]+", text.lower())
    forms = {form for word in words for form in (word, word.removesuffix("s"), word.removesuffix("es"))}
    said = {table[form] for table in (NUMBER_WORDS, FRACTIONS) for form in forms & table.keys()}
    hinted = {HINTS[form] for form in forms & HINTS.keys()}
    return said | hinted if said or NUMBER.search(text) else {"0", "1"}


def check_placeholders(message: Message, _language: Language) -> Iterator[str]:
    """The same placeholders, which a program fills in, and nothing that it would stumble over."""
    wanted, found = (find_placeholders(m.words, message.id) for m in (message.source, message.target))
    if wanted != found:
        yield f"found placeholders {found}, expected {wanted}; copy them from the message"


def find_placeholders(text: str, message: str) -> list[str]:
    """The placeholders of a text, those without a name in order, and what would be taken for one.

    A text is filled in where its message has a placeholder: "% " is one in "100% of %s" alone.
    """
    found = PLACEHOLDER.findall(text)
    if any(place.startswith("%") for place in PLACEHOLDER.findall(message)):
        found = [place for place in found if not place.startswith("%")]
        found += [place for place in PERCENT.findall(text) if place != "%%"]
    if any("{" in place for place in PLACEHOLDER.findall(message)):
        found += re.findall("[{}]", PLACEHOLDER.sub("", text))
    named = sorted(place for place in found if not place.startswith("%") or place[1:2] == "(")
    return named + [place for place in found if place.startswith("%") and place[1:2] != "("]


def check_names(message: Message, language: Language) -> Iterator[str]:
    """Names of code and of products as they are."""
    for name in find_names(message.source.words, language.names):
        if not has_name(message.target.words, name) and not names_term(name, message, language):
            yield f"found no {name!r}, expected this name, which is never translated; copy it"


def find_names(text: str, names: frozenset[str]) -> list[str]:
    """The names in an English text, each once; `names` have nothing that tells them from words."""
    words = dict.fromkeys(match[0].rstrip(".") for match in WORD.finditer(text))
    return [word for word in words if word in names or (NAME.search(word) and not SHORT.fullmatch(word))]


def has_name(text: str, name: str) -> bool:
    """Whether a text has a name, or the one that it is the plural of."""
    singular = name.removesuffix("s")
    return any(
        re.search(rf"(?<!\w){re.escape(form)}s?(?![\w])", text, re.A) for form in (name, singular)
    )


def names_term(name: str, message: Message, language: Language) -> bool:
    """Whether a name is a term in one word, as DataLoaders are, and is translated as such."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    term = language.by_english.get(words.removesuffix("s"))
    return term is not None and term.is_in(message.target.words)


def check_terms(message: Message, language: Language) -> Iterator[str]:
    """The words that were chosen, and none of those that are rejected."""
    rejected = [form for form in language.never if form in message.text]
    for form in rejected:
        chosen = language.never[form]
        if form not in message.id:
            yield f"found {form!r}, expected {chosen!r} (terms.tsv); write the chosen word"
    for term in find_terms(message.source.words, language):
        rivals = [form for form in find_rivals(message.target.words, term) if form not in rejected]
        if rivals and not term.is_in(message.target.words):
            found = f"found {rivals[0]!r} for {term.english!r}, expected {term.chosen!r}"
            yield f"{found} (terms.tsv); write the chosen word"


def find_terms(text: str, language: Language) -> list[Term]:
    """The terms in an English text, each once, the longest where one holds another."""
    found = dict.fromkeys(match[1].lower() for match in language.english.finditer(text))
    return [language.by_english[english] for english in found]


def find_rivals(text: str, term: Term) -> list[str]:
    """What a translation writes for a term beside the chosen word; its English may explain it.

    English with a capital is a name: the class Tensor, the title of a book.
    """
    plain = GLOSS.sub("", text)
    found = [form for form in term.rivals if form in plain]
    english = re.search(rf"(?<![A-Za-z_.]){re.escape(term.english)}s?(?![\w.])", plain, re.A)
    return found if is_english(term) or not english else [*found, english[0]]


def check_html(message: Message, _language: Language) -> Iterator[str]:
    """No HTML but that of the message."""
    new = Counter(HTML.findall(message.target.words)) - Counter(HTML.findall(message.source.words))
    if new:
        yield f"found HTML {sorted(new)}, expected that of the message; write words or its markup"


def check_links(message: Message, _language: Language) -> Iterator[str]:
    """Links to https alone, and no address that the message has not, linked or not.

    Looked for as written and as shown: of ``a\\.org`` and ``a&period;org`` readers see an address.
    """
    target = message.target
    linked = [address for kind in ("links", "images") for address in target.parts.get(kind, ())]
    for address in [*linked, *find_addresses(target.words)]:
        scheme = read_scheme(address)
        if scheme not in ("", "https") and "." not in scheme:  # as in "a.org:80"
            yield f"found the scheme {scheme!r} in {address!r}, expected https; link by https"
            return
    told = f"{message.id}\n{message.source.words}"
    known = find_addresses(told)
    for address in dict.fromkeys(find_addresses(f"{message.text}\n{target.words}")):
        if address not in known and not re.search(rf"(?<![\w.-]){re.escape(address)}(?![\w-])", told):
            mend = "remove it" if address.isascii() else "remove it, or set a blank behind its dot"
            yield f"found the address {address!r}, expected those of the message; {mend}"


def find_addresses(text: str) -> list[str]:
    found = (match[0] for pattern in (ADDRESS, OTHER_ADDRESS) for match in pattern.finditer(text))
    return [address.rstrip(".,:;!?)]}>'\"`*_\\") for address in found]


@cache
def read_scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:  # such as "https://[", which is no address
        return "none"
