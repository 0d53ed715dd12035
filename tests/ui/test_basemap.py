"""The background map, against a tile server on this computer."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from PySide6.QtCore import QByteArray, QPointF, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest

from tests.examples import examples
from tests.ui.driver import Driver
from tests.ui.tile_server import TileServer, png
from ui.basemap import loader as loader_module
from ui.basemap.decoding import image_of
from ui.basemap.dialog import BasemapDialog
from ui.basemap.source import TileSource, problem_with
from ui.basemap.tile_grid import Bounds, Tile, corners, tiles_for
from ui.canvas.layers.basemap import placing
from ui.canvas.map_choices import BASEMAP

TO_DEGREES = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


@pytest.fixture
def server(qapp):
    server = TileServer()
    yield server
    server.stop()


@pytest.fixture
def mapped(open_driver, server):
    """The window with a small place open, and a server to ask."""
    return open_driver


def switch_on(driver: Driver, template: str, credit: str = "© Testers") -> None:
    basemap = driver.map.basemap
    basemap.set_source(template, credit)
    basemap.set_visible(True)


def settled(driver: Driver) -> bool:
    basemap = driver.map.basemap
    return (
        basemap._loader is not None
        and not basemap._rest.isActive()
        and not (basemap._loader.is_busy)
    )


# --- the grid of tiles --------------------------------------------------------------------------


def slippy(longitude: float, latitude: float, z: int) -> tuple[int, int]:
    """The usual formula for the tile of a longitude and latitude."""
    n = 2**z
    turned = math.asinh(math.tan(math.radians(latitude)))
    return int((longitude + 180) / 360 * n), int((1 - turned / math.pi) / 2 * n)


@settings(deadline=None, max_examples=examples(50))
@given(st.floats(200_000, 600_000), st.floats(50_000, 600_000), st.integers(9, 17))
def test_the_tile_of_a_point_has_it_between_its_corners(east, north, z):
    # px_per_m such that this zoom is chosen, by the ground a tile covers there.
    lon, lat = TO_DEGREES.transform(east, north)
    x, y = slippy(lon, lat, z)
    nw, ne, se, sw = np.array(corners(Tile(z, x, y)))
    # North-west to south-east, the point lies on the inner side of each edge.
    size = np.linalg.norm(ne - nw)
    for a, b in ((nw, ne), (ne, se), (se, sw), (sw, nw)):
        edge, out = b - a, np.array([east, north]) - a
        # An edge is a curve on the ground: half a thousandth of its length is let pass.
        inside = (edge[1] * out[0] - edge[0] * out[1]) / np.linalg.norm(edge)
        assert inside > -0.002 * size - 5.0
    scale = 2 * math.pi * 6_378_137 / 2**z * math.cos(math.radians(lat))
    assert size == pytest.approx(scale, rel=0.02)


@settings(deadline=None, max_examples=examples(50))
@given(
    st.floats(150_000, 500_000),
    st.floats(20_000, 640_000),
    st.floats(1_000, 300_000),
    st.floats(0.001, 2.0),
)
def test_tiles_cover_the_view_and_are_never_too_many(west, south, width, px_per_m):
    view = Bounds(west, south, west + width, south + width)
    tiles = tiles_for(view, px_per_m, 120)
    assert 0 < len(tiles) <= 120
    assert len({tile.z for tile in tiles}) == 1
    assert len(set(tiles)) == len(tiles)
    held = {(tile.x, tile.y) for tile in tiles}
    for share_x in (0, 0.5, 1):
        for share_y in (0, 0.5, 1):
            point = TO_DEGREES.transform(west + share_x * width, south + share_y * width)
            assert slippy(*point, tiles[0].z) in held


def test_a_pixel_of_a_tile_is_about_one_of_the_screen():
    for px_per_m in (0.005, 0.02, 0.1, 0.5):
        view = Bounds(330_000, 385_000, 330_000 + 800 / px_per_m, 385_000 + 600 / px_per_m)
        tile = tiles_for(view, px_per_m, 1000)[0]
        nw, ne, *_ = np.array(corners(tile))
        assert 256 / math.sqrt(2) * 0.98 <= np.linalg.norm(ne - nw) * px_per_m
        assert np.linalg.norm(ne - nw) * px_per_m <= 256 * math.sqrt(2) * 1.02


def test_beyond_the_grid_there_are_no_tiles():
    assert tiles_for(Bounds(2e6, 2e6, 3e6, 3e6), 0.1, 100) == []
    assert tiles_for(Bounds(0, 0, 0, 0), 0.1, 100) == []


def test_pixels_are_put_on_their_ground(qapp):
    tile = Tile(12, 2010, 1330)
    pixmap = QPixmap(512, 512)
    placed = placing(tile, pixmap)
    for pixel, (east, north) in zip(
        ((0, 0), (512, 0), (512, 512), (0, 512)), corners(tile), strict=True
    ):
        point = placed.map(QPointF(*pixel))
        assert (point.x(), -point.y()) == pytest.approx((east, north), abs=0.01)


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "Give the address"),
        ("ftp://a.org/{z}/{x}/{y}", "begin with https"),
        ("file:///etc/{z}/{x}/{y}", "begin with https"),
        ("https:///{z}/{x}/{y}.png", "name of a server"),
        ("https://a.org/{z}/{x}.png", "no {y}"),
        ("https://a.org/tiles", "no {z} and no {x} and no {y}"),
        ("https://{s}/{z}/{x}/{y}", "name of a server"),
        ("https://a.org/{q}/{z}/{x}/{y}", "{q}"),
        ("https://me:secret@a.org/{z}/{x}/{y}", "user name"),
        ("https://a.org/ {z}/{x}/{y}", "space"),
        ("https://[::1/{z}/{x}/{y}", "not an address"),
        ("https://a.org:99999/{z}/{x}/{y}", "not an address"),
        ("https://a.org/" + "x" * 2000 + "{z}/{x}/{y}", "too long"),
        ("https://a.org/{z}/{x}/{y}.png?key=1", ""),
        ("http://127.0.0.1:80/{z}/{y}/{x}", ""),
        ("https://{s}.a.org/{z}/{x}/{y}{r}.png", ""),
        ("https://a.org/{z}/{x}/{-y}.png", ""),
        ("https://a.org/%7Bz%7D/%7bx%7d/%7By%7D.png", ""),
        ("https://a.org/{z}/{y}.png", "no {x}"),
        ("https://a.org/{x}/{-y}.png", "no {z}. It needs"),
        ("https://a.org/{z}/{x}/{y}/{-y}.png", "both {y} and {-y}"),
        ("https://a.org/{Z}/{x}/{y}.png", "{Z} in the address is not understood: write {z}"),
        ("https://a.org/{level}/{row}/{col}", "write {z}"),
        (
            "https://a.org/{z}/{x}/{y}.png?{key}",
            "only {z}, {x}, {y}, {-y}, {s} and {r} are.",
        ),
        ("https://a.org/${z}/${x}/${y}.png", "take each $ out"),
        ("https://{z}.a.org/{z}/{x}/{y}.png", "name of a server"),
    ],
)
def test_addresses_are_checked_in_words(address, words):
    found = problem_with(address)
    assert words in found
    assert bool(found) == bool(words)


def test_rows_from_the_south_and_servers_by_name_are_filled_in():
    # By hand: at zoom 3 there are 8 rows, so row 2 from the north is row 5 from the south.
    source = TileSource("https://{s}.a.org/{z}/{x}/{-y}@{y}{r}.png")
    assert source.url(Tile(3, 4, 2)) == "https://a.a.org/3/4/5@2.png"
    assert source.host == "a.org"
    hosts = {source.url(Tile(3, x, y))[:11] for x in range(8) for y in range(8)}
    assert hosts == {"https://a.a", "https://b.a", "https://c.a"}
    assert TileSource("https://a.org/%7Bz%7D/{x}/{y}").url(Tile(1, 0, 1)) == "https://a.org/1/0/1"


@given(st.text())
def test_any_text_is_an_address_or_has_a_reason(text):
    assert isinstance(problem_with(text), str)
    assert isinstance(problem_with(f"https://a.org/{text}/{{z}}/{{x}}/{{y}}"), str)


# Qt's own reader of JPEG says so too.
@pytest.mark.qt_log_ignore("JPEG datastream contains no image", extend=True)
@given(st.binary(max_size=300))
def test_bytes_that_are_no_picture_are_none(content):
    assert image_of(QByteArray(content)) is None


def test_pictures_of_a_tiles_size_are_taken_and_huge_ones_not(qapp):
    assert isinstance(image_of(QByteArray(png())), QImage)
    assert isinstance(image_of(QByteArray(png(512, 512))), QImage)
    assert image_of(QByteArray(png(5000, 10))) is None


# --- on the map ---------------------------------------------------------------------------------


def test_rows_from_the_south_are_asked_for_and_lie_where_the_others_do(mapped, qtbot, server):
    switch_on(mapped, server.template)
    qtbot.waitUntil(lambda: settled(mapped))
    usual = {tuple(map(int, path[1:-4].split("/"))) for path in server.asked}
    server.asked.clear()
    mapped.map.basemap.set_source(
        server.template.replace("{y}", "{-y}").replace("/{z}", "/{s}/{z}"), "© Testers"
    )
    qtbot.waitUntil(lambda: settled(mapped) and len(server.asked) == len(usual))
    asked = [path[1:-4].split("/") for path in server.asked]
    assert {(int(z), int(x), 2 ** int(z) - 1 - int(y)) for _, z, x, y in asked} == usual
    assert {name for name, *_ in asked} <= set("abc")
    # Each tile from one server, so that it is kept on disk once.
    assert len({tuple(each[1:]) for each in asked}) == len(asked)


def test_it_is_off_at_first_and_asks_nobody(mapped, qtbot, server):
    basemap = mapped.map.basemap
    assert not basemap.is_visible
    basemap.set_source(server.template, "© Testers")
    mapped.map.zoom_by(1.3)
    QTest.qWait(300)
    assert server.asked == []
    assert basemap._loader is None


def test_tiles_are_drawn_beneath_everything_with_the_credit(mapped, qtbot, server, tmp_path):
    switch_on(mapped, server.template)
    qtbot.waitUntil(lambda: settled(mapped) and mapped.map.basemap.tiles != [], timeout=10_000)
    basemap = mapped.map.basemap
    drawn = list(basemap._items.values())
    others = [each for each in mapped.map.scene().items() if each not in drawn]
    assert max(each.zValue() for each in drawn) < min(each.zValue() for each in others)
    assert basemap._credit.text() == "© Testers"
    assert basemap._credit.isVisible()
    assert set(server.counts.values()) == {1}
    assert len(server.asked) == len(basemap.tiles)
    assert all(agent.startswith("icp-footprints/") for agent in server.agents)
    assert server.most_at_once <= 6
    assert server.cookies == []
    assert (tmp_path / "tiles").is_dir()


def test_it_follows_the_view_and_keeps_a_bounded_number(mapped, qtbot, server, monkeypatch):
    monkeypatch.setattr(loader_module, "MOST_DECODED", 10)
    switch_on(mapped, server.template)
    qtbot.waitUntil(lambda: settled(mapped) and mapped.map.basemap.tiles != [], timeout=10_000)
    basemap = mapped.map.basemap
    before = set(basemap.tiles)
    mapped.map.zoom_by(4)
    qtbot.waitUntil(lambda: settled(mapped) and set(basemap.tiles) != before, timeout=10_000)
    assert len({tile.z for tile in basemap.tiles}) == 1
    assert basemap._loader.decoded <= 10
    basemap.set_opacity(0.4)
    assert all(item.opacity() == pytest.approx(0.4) for item in basemap._items.values())
    basemap.set_visible(False)
    assert basemap.tiles == []
    assert not basemap._credit.isVisible()


def test_tiles_on_disk_are_not_asked_for_again(mapped, qtbot, server):
    switch_on(mapped, server.template)
    qtbot.waitUntil(lambda: settled(mapped) and mapped.map.basemap.tiles != [], timeout=10_000)
    asked = len(server.asked)
    basemap = mapped.map.basemap
    basemap._loader._pixmaps.clear()
    basemap.set_visible(False)
    basemap.set_visible(True)
    qtbot.waitUntil(lambda: settled(mapped) and basemap.tiles != [], timeout=10_000)
    assert len(server.asked) == asked


@pytest.mark.parametrize("manner", ["missing", "garbage", "huge", "empty", "html"])
def test_bad_tiles_leave_the_map_as_it_was_and_are_told_once(mapped, qtbot, server, manner):
    server.manner = manner
    mapped.map.resize(1000, 800)
    switch_on(mapped, server.template)
    qtbot.waitUntil(lambda: settled(mapped) and len(server.asked) > 0, timeout=20_000)
    basemap = mapped.map.basemap
    assert basemap.tiles == []
    told = [each for each in mapped.messages.statuses if "background map" in each]
    assert len(told) == (1 if len(server.asked) >= loader_module.FAILURES_TOLD else 0)
    assert mapped.messages.errors == []
    asked = len(server.asked)
    mapped.map.pan_by(QPointF(1, 0).toPoint())
    QTest.qWait(300)
    # A tile that failed rests before it is asked for again.
    assert len(server.asked) - asked <= 12
    assert all(count == 1 for count in server.counts.values())
    mapped.click(3)
    assert mapped.document.has_unsaved_changes


def test_no_network_is_told_once_and_everything_else_works(mapped, qtbot):
    switch_on(mapped, "http://127.0.0.1:9/{z}/{x}/{y}.png")
    qtbot.waitUntil(lambda: settled(mapped), timeout=20_000)
    assert mapped.map.basemap.tiles == []
    mapped.click(3)
    assert mapped.document.has_unsaved_changes
    assert mapped.messages.errors == []
    assert sum("background map" in each for each in mapped.messages.statuses) <= 1


def test_a_slow_server_holds_nothing_up_and_is_left_when_it_is_switched_off(mapped, qtbot, server):
    server.manner = "slow"
    switch_on(mapped, server.template)
    qtbot.waitUntil(lambda: len(server.asked) > 0, timeout=10_000)
    mapped.click(3)
    assert mapped.document.has_unsaved_changes
    mapped.map.basemap.set_visible(False)
    assert not mapped.map.basemap._loader.is_busy
    assert server.most_at_once <= 6


# --- choosing one -------------------------------------------------------------------------------


def test_the_dialog_by_keys_and_what_is_remembered(open_driver, qtbot, server, monkeypatch):
    operation = open_driver.session.operations.set_basemap

    def ask(source, is_shown):
        dialog = BasemapDialog(source, is_shown, open_driver.window)
        dialog.show()
        ok = dialog.buttons.buttons()[0]
        assert ok.isEnabled()  # nothing wanted, nothing given
        QTest.keyClick(dialog.show_it, Qt.Key.Key_Space)
        assert not ok.isEnabled()
        assert dialog.problem.text() == "Give the address of a tile server."
        dialog.address.setFocus()
        QTest.keyClicks(dialog.address, "https://a.org/{z}/{x}")
        assert "no {y}" in dialog.problem.text()
        dialog.address.clear()
        QTest.keyClicks(dialog.address, server.template)
        QTest.keyClicks(dialog.credit, "© <b>Somebody</b>")
        assert ok.isEnabled()
        dialog.accept()
        answer = dialog.answer()
        dialog.deleteLater()
        return answer

    monkeypatch.setattr(operation, "_ask", ask)
    operation.run()
    assert open_driver.settings.basemap == (server.template, "© <b>Somebody</b>")
    assert open_driver.map.choices.is_visible(BASEMAP)
    assert open_driver.map.basemap.source == TileSource(server.template, "© <b>Somebody</b>")
    credit = open_driver.map.basemap._credit
    assert credit.text() == "© <b>Somebody</b>"
    assert credit.textFormat() == Qt.TextFormat.PlainText
    qtbot.waitUntil(lambda: settled(open_driver), timeout=10_000)


def test_it_is_listed_with_the_layers_and_comes_back_at_the_next_start(
    open_driver, qtbot, tmp_path, server
):
    assert open_driver.map.choices.entry(BASEMAP) is None
    source = TileSource(server.template, "© Testers")
    operation = open_driver.session.operations.set_basemap
    operation._ask = lambda *_: (source, True)
    operation.run()
    assert open_driver.map.basemap.is_visible
    open_driver.map.choices.set_opacity(BASEMAP, 40)
    qtbot.waitUntil(
        lambda: settled(open_driver) and open_driver.map.basemap.tiles != [], timeout=10_000
    )
    item = next(iter(open_driver.map.basemap._items.values()))
    assert item.opacity() == pytest.approx(0.4)
    asked = len(server.asked)

    later = Driver(tmp_path)
    assert later.map.basemap.source == source
    assert not later.map.basemap.is_visible  # nothing is open, so nothing is seen
    later.document.open(open_driver.document.place, open_driver.document.plan)
    assert later.map.basemap.is_visible
    later.map.choices.set_visible(BASEMAP, False)
    assert not later.map.basemap.is_visible
    assert len(server.asked) == asked
    later.session.runner.shut_down()
    later.window.deleteLater()
