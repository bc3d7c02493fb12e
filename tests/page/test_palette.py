"""Every colour can be read and told: WCAG 2.2, contrast 4.5:1 for text, 3:1 for lines and focus."""

import pytest

from readingroom.page.interface import palette

THEMES = ("light", "dark")
SLOTS = [(slot["name"], slot[theme], theme) for slot in palette()["slots"] for theme in THEMES]
TINT = 0.14  # how much of the focus colour lies over the paper in a chosen row (page.css)


def channels(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def luminance(rgb):
    r, g, b = (c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def basic(name, theme):
    return channels(palette()[name][theme])


def blended(over, under, share):
    return [round(share * o + (1 - share) * u) for o, u in zip(over, under, strict=True)]


def test_the_measure_knows_black_and_white_and_a_published_value():
    assert contrast([0, 0, 0], [255, 255, 255]) == pytest.approx(21)
    assert contrast(channels("#777777"), [255, 255, 255]) == pytest.approx(4.48, abs=0.005)  # WebAIM's checker


@pytest.mark.parametrize(("name", "colours", "theme"), SLOTS)
def test_words_and_tags_on_a_highlight_can_be_read(name, colours, theme):
    fill = channels(colours["fill"])
    assert contrast(basic("ink", theme), fill) >= 4.5
    assert contrast(channels(colours["line"]), fill) >= 4.5  # the small tags are text in the line's colour


@pytest.mark.parametrize(("name", "colours", "theme"), SLOTS)
def test_underlines_can_be_seen_on_the_page_and_where_another_layer_lies_over(name, colours, theme):
    line = channels(colours["line"])
    assert contrast(line, basic("paper", theme)) >= 3
    for other in palette()["slots"]:
        assert contrast(line, channels(other[theme]["fill"])) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_quiet_words_and_focus_can_be_seen_also_in_a_chosen_row(theme):
    row = blended(basic("focus", theme), basic("paper", theme), TINT)
    assert contrast(basic("quiet", theme), basic("paper", theme)) >= 4.5
    assert contrast(basic("quiet", theme), row) >= 4.5
    assert contrast(basic("focus", theme), basic("paper", theme)) >= 3


def test_no_two_labels_of_a_layer_share_a_pattern_and_a_tag():
    from readingroom.layers import LAYERS
    from readingroom.page.overlay import Overlay

    for layer in LAYERS.values():
        tags = Overlay(layer.name, layer.title, layer.letter, layer.labels, []).tags
        assert len(set(tags.values())) == len(layer.labels)
