"""Texts that are more than words are shown as what they are."""

import json

from playwright.sync_api import expect

from tests.browser.view import show

HOSTILE = {
    "markup": "<img src=x onerror=window.__pwned=1>",
    "script": "</script><script>window.__pwned=1</script>",
    "attribute": '" onmouseover="window.__pwned=1" x=\'',
    "template": "${window.__pwned=1} {{constructor.constructor('window.__pwned=1')()}}",
    "link": "javascript:window.__pwned=1",
    "long": "Donaudampfschifffahrtsgesellschaft" * 20,
    "rtl": "שלום עולם \u202e olleh",
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 e\u0301",
    "control": "a\u0001b\u0007c\u200b\ufeffd",
    "lines": "one\ntwo\t\tthree",
    "money": "$$x^2$$ **bold** `code` &amp; &lt;b&gt;",
}


def test_hostile_texts_are_shown_as_text(lab):
    """[B50] Markup, scripts, right-to-left, emoji, control and endless words are shown as text."""
    view = show(lab)
    dialogs = []
    view.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    view.python(f"texts = {HOSTILE!r}")
    view.python(
        "for key, text in texts.items():\n"
        "    name = ' '.join(text.split())\n"
        "    new = j.add_touchpoint(name, 'after', channels=[name], expectation=text)\n"
        "    j.add_card(new, 'pain', text, lane='pains', author=name[:150], tags=[name[:150]])\n"
        "    j.add_comment(new, text, author=name[:150])\n"
        "j.update(title=texts['markup'])\n"
        "j.update('before', name=texts['script'])\n"
        "j.update('ana', name=texts['attribute'], tagline=texts['markup'])\n"
        "j.update('pains', title=texts['markup'])\n"
        "j.update('ad', name=texts['markup'])\n"
        "None"
    )
    view.agrees()
    records = view.python("[[t.id, t.name] for t in j.touchpoints][3:]")
    assert len(records) == len(HOSTILE)
    for record, name in records:
        view.python(f"editor.selection = [{record!r}]")
        expect(view.inspector.locator("h2 .cjm-inline")).to_have_text(name)
        expect(view.record(record).locator(".cjm-name")).to_have_text(name)
    for card, text in view.python("[[c.id, c.text] for c in j.cards if c.lane == 'pains'][2:]"):
        view.python(f"editor.selection = [{card!r}]")
        shown = view.record(card).locator(".cjm-inline")
        assert shown.text_content() == text
    # Typed here rather than in Python, and in the menus and messages that quote it.
    view.python("editor.selection = ['order']")
    view.rename(view.record("order").locator(".cjm-name"), HOSTILE["markup"])
    view.eventually("j.touchpoints['order'].name", HOSTILE["markup"])
    view.dots("order", "Remove")
    expect(view.root.locator(".cjm-toast")).to_contain_text(HOSTILE["markup"])
    # One long word neither widens the page nor its column.
    assert overflow(view) == 0
    assert view.root.locator("img, script, iframe, a").count() == 0
    assert view.page.evaluate("window.__pwned") is None
    assert dialogs == []
    # The words that stay in the notebook for who has no widgets are inert, too.
    data = json.dumps(view.notebook.outputs(1)[0]["data"])
    assert "text/html" not in data


def overflow(view):
    """By how many px the editor sticks out of its output."""
    return view.root.evaluate(
        "root => { const area = root.closest('.jp-OutputArea-output');"
        " return Math.max(0, area.scrollWidth - area.clientWidth); }"
    )
