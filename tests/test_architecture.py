"""The house rules of the code, each a sentence that fails when the tree breaks it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).resolve().parent.parent
LIBRARY, WINDOWS = "icp_footprints", "ui"

# What each room of the library may import, beside itself and the foundations.
ROOMS = {
    "geography": set(),
    "plan": {"geography"},
    "sources": {"geography"},
    "measures": {"geography", "plan"},
    "checks": {"geography", "plan", "measures"},
    "partition": {"geography", "plan", "measures"},
    "exchange": {"geography", "plan", "sources", "measures", "checks", "partition"},
    "report": {"geography", "plan", "measures", "checks", "partition", "exchange"},
    "batch": {"geography", "plan", "sources", "measures", "partition", "exchange"},
}
FOUNDATIONS = {"errors", "progress", "resources", "wording"}
# The command line and what only it uses: they may import everything, and nothing imports them.
TOP = {"cli", "console", "demo", "__main__"}

NUMPY_RANDOM_WITHOUT_GLOBAL_STATE = {"default_rng", "Generator", "SeedSequence", "PCG64"}


@cache
def modules() -> dict[str, Path]:
    """Every module of the library and the windows by dotted name."""
    found: dict[str, Path] = {}
    for package in (LIBRARY, WINDOWS):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def imports(module: str) -> frozenset[str]:
    """Everything a module imports, wherever in it, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} uses a relative import"
            base = node.module or ""
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found.add(inner if inner in modules() else base)
    return frozenset(found)


def within(package: str) -> Iterator[str]:
    return (name for name in modules() if name == package or name.startswith(f"{package}."))


def room(module: str) -> str:
    """The part of the package that a module belongs to: ``plan`` for ``icp_footprints.plan.x``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def breaches(package: str, forbidden: tuple[str, ...]) -> list[str]:
    """Imports within a package of anything that is or lies within a forbidden one."""
    return [
        f"{module} imports {name}"
        for module in within(package)
        for name in sorted(imports(module))
        if any(name == each or name.startswith(f"{each}.") for each in forbidden)
    ]


def calls(package: str, name: str) -> list[str]:
    """Where anything of that name is called, as ``module:line``."""
    return [
        f"{module}:{node.lineno}"
        for module in within(package)
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == name)
            or (isinstance(node.func, ast.Attribute) and node.func.attr == name)
        )
    ]


def test_the_tree_is_seen():
    assert {"icp_footprints.plan.plan", "icp_footprints.cli", "ui.document"} <= modules().keys()
    assert "icp_footprints.plan.plan" in imports("icp_footprints.plan.contiguity")
    assert "icp_footprints.plan.actions.assign" in imports("ui.operations.assign_units")
    assert "errors" in {room(name) for name in imports("icp_footprints.plan.plan")}


# --- which way the arrows point ---------------------------------------------------------------


def test_the_library_knows_no_qt_and_no_windows():
    assert (
        breaches(LIBRARY, ("PySide6", "PySide2", "PyQt6", "PyQt5", "qtpy", "shiboken6", WINDOWS))
        == []
    )


def test_every_room_of_the_library_has_a_place_in_the_order():
    held = {room(name) for name in within(LIBRARY)} - {""}
    assert held <= ROOMS.keys() | FOUNDATIONS | TOP


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_of_the_library_imports_only_those_below_it(name):
    allowed = ROOMS[name] | FOUNDATIONS | {name, ""}
    wrong = [
        f"{module} imports {imported}"
        for module in within(f"{LIBRARY}.{name}")
        for imported in sorted(imports(module))
        if imported.split(".")[0] == LIBRARY and room(imported) not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(FOUNDATIONS))
def test_a_foundation_imports_nothing_above_it(name):
    above = tuple(f"{LIBRARY}.{each}" for each in ROOMS.keys() | TOP)
    assert breaches(f"{LIBRARY}.{name}", above) == []


def test_nothing_below_imports_the_command_line():
    top = tuple(f"{LIBRARY}.{each}" for each in TOP)
    wrong = [line for line in breaches(LIBRARY, top) if room(line.split()[0]) not in TOP]
    assert wrong + breaches(WINDOWS, top) == []


def test_actions_import_no_difference_or_contiguity():
    """A verb is a pure function from plan to plan; who watches it is not its business."""
    watching = (f"{LIBRARY}.plan.difference", f"{LIBRARY}.plan.contiguity")
    assert breaches(f"{LIBRARY}.plan.actions", watching) == []


def test_the_plan_does_not_know_its_actions():
    wrong = breaches(f"{LIBRARY}.plan", (f"{LIBRARY}.plan.actions",))
    assert [line for line in wrong if not line.startswith(f"{LIBRARY}.plan.actions")] == []


@pytest.mark.parametrize("package", ["panels", "dialogs", "tools", "canvas", "models", "tasks"])
def test_only_operations_and_the_document_use_actions(package):
    assert breaches(f"{WINDOWS}.{package}", (f"{LIBRARY}.plan.actions",)) == []


def test_operations_know_no_panel_dialog_or_tool():
    wrong = tuple(f"{WINDOWS}.{each}" for each in ("panels", "dialogs", "tools", "main_window"))
    assert breaches(f"{WINDOWS}.operations", wrong) == []


@pytest.mark.parametrize("module", ["document", "commands"])
def test_the_document_knows_nothing_that_shows_it(module):
    shows = (
        "panels",
        "dialogs",
        "tools",
        "operations",
        "canvas",
        "models",
        "main_window",
        "session",
    )
    assert breaches(f"{WINDOWS}.{module}", tuple(f"{WINDOWS}.{each}" for each in shows)) == []


@pytest.mark.parametrize("package", ["panels", "dialogs"])
def test_a_panel_never_imports_a_panel_nor_a_dialog_a_dialog(package):
    """A module with a class is a panel or dialog; one of plain functions may serve several."""
    widgets = tuple(
        name
        for name in within(f"{WINDOWS}.{package}")
        if any(isinstance(node, ast.ClassDef) for node in tree(name).body)
    )
    assert breaches(f"{WINDOWS}.{package}", widgets) == []


def test_panels_dialogs_and_tools_never_import_each_other():
    families = [f"{WINDOWS}.{each}" for each in ("panels", "dialogs", "tools")]
    for family in families:
        assert breaches(family, tuple(each for each in families if each != family)) == []


def test_a_tool_imports_no_other_tool():
    """A module is a tool's when a class in it has a key to choose it by; others serve several."""
    tools = tuple(name for name in within(f"{WINDOWS}.tools") if keys_of(name))
    assert len(tools) > 3
    assert breaches(f"{WINDOWS}.tools", tools) == []


def keys_of(module: str) -> list[str]:
    """The keys that the tools in a module are chosen by."""
    return [
        node.value.value
        for each in tree(module).body
        if isinstance(each, ast.ClassDef)
        for node in each.body
        if isinstance(node, ast.Assign)
        and [name.id for name in node.targets if isinstance(name, ast.Name)] == ["shortcut"]
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and node.value.value
    ]


def test_only_the_composition_root_imports_the_main_window_or_session():
    wrong = breaches(WINDOWS, (f"{WINDOWS}.main_window", f"{WINDOWS}.session", f"{WINDOWS}.app"))
    roots = {f"{WINDOWS}.{each}" for each in ("app", "session", "main_window", "__main__")}
    assert [line for line in wrong if line.split()[0] not in roots] == []


@pytest.mark.parametrize("package", [LIBRARY, WINDOWS])
def test_no_imports_go_in_a_circle(package):
    graph: nx.DiGraph = nx.DiGraph()
    for module in within(package):
        graph.add_edges_from((module, name) for name in imports(module) if name in modules())
    circles = [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    assert circles == []


# --- what the code never does -----------------------------------------------------------------


def test_the_library_never_prints():
    writers = {*within(f"{LIBRARY}.cli"), *within(f"{LIBRARY}.console")}
    wrong = [
        where
        for name in ("print", "pprint", "input")
        for where in calls(LIBRARY, name)
        if where.split(":", maxsplit=1)[0] not in writers
    ]
    wrong += [
        f"{module}:{node.lineno}"
        for module in within(LIBRARY)
        if module not in writers
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}
    ]
    assert wrong == []


def test_randomness_is_an_argument_and_never_global():
    wrong = breaches(LIBRARY, ("random",)) + breaches(WINDOWS, ("random",))
    for module in (*within(LIBRARY), *within(WINDOWS)):
        for node in ast.walk(tree(module)):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Attribute)
                and node.value.attr == "random"
                and isinstance(node.value.value, ast.Name)
                and node.value.value.id in {"np", "numpy"}
                and node.attr not in NUMPY_RANDOM_WITHOUT_GLOBAL_STATE
            ):
                wrong.append(f"{module}:{node.lineno} np.random.{node.attr}")
    assert wrong == []


def test_every_random_generator_is_given_a_seed():
    unseeded = [
        f"{module}:{node.lineno}"
        for module in (*within(LIBRARY), *within(WINDOWS))
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"default_rng", "SeedSequence"}
        and not node.args
        and not node.keywords
    ]
    assert unseeded == []


def test_the_windows_never_pump_events_or_embed_a_browser():
    assert calls(WINDOWS, "processEvents") == []
    assert breaches(WINDOWS, ("PySide6.QtWebEngineWidgets", "PySide6.QtWebEngineCore")) == []


def test_there_is_one_undo_command_and_it_never_merges():
    commands = [
        (module, node.name, {each.name for each in node.body if isinstance(each, ast.FunctionDef)})
        for module in within(WINDOWS)
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "QUndoCommand" for base in node.bases)
    ]
    assert [(module, name) for module, name, _ in commands] == [
        ("ui.commands", "ReplacePlanCommand")
    ]
    assert "mergeWith" not in commands[0][2]


# --- small rooms, plain names -----------------------------------------------------------------


def lines_of(module: str) -> int:
    return len(modules()[module].read_text(encoding="utf-8").splitlines())


def test_no_module_is_over_400_lines():
    assert {name: n for name in modules() if (n := lines_of(name)) > 400} == {}


def test_the_main_window_is_under_350_lines():
    assert lines_of("ui.main_window") < 350


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its signature and docstring."""
    body = function.body[ast.get_docstring(function) is not None :]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_function_has_a_body_of_over_50_lines():
    long = {
        f"{name}.{node.name}": body_lines(node)
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > 50
    }
    assert long == {}


def test_no_module_is_called_utils_helpers_or_manager():
    vague = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
    assert [name for name in modules() if vague & set(name.split(".")[-1].split("_"))] == []


def test_every_action_is_one_verb_in_a_file_of_its_name():
    folder = f"{LIBRARY}.plan.actions"
    for module in within(folder):
        if module == folder:
            continue
        public = [
            node.name
            for node in tree(module).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
        assert public == [module.split(".")[-1]]
