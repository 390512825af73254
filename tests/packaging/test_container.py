"""The container as far as it can be checked without a container engine: what it copies, runs and forbids."""

import json
import os
import re
import shlex
import shutil
import subprocess

import pytest
import yaml

from osteon.doors.cli.commands import whole_parser
from osteon.doors.service.app import create_app
from osteon.doors.service.settings import Settings, read_settings
from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.reading import read_issuers
from osteon.doors.service.trust.settings import TrustSettings
from tests.architecture.house import TOP
from tests.packaging.bare import FLAGS, new_environment

DEPLOY = TOP / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def instructions():
    """Every instruction of the Containerfile: its name and the rest, continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", CONTAINERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]


def all_of(name):
    return [rest for found, rest in instructions() if found == name]


def copied():
    """What is copied from the checkout."""
    return [word for rest in all_of("COPY") if "--from" not in rest for word in rest.split()[:-1]]


def parsed(words):
    return whole_parser().parse_args(words)


def ran(*command):
    """Run a program as whoever starts the containers would."""
    environment = {**os.environ, "OSTEON_BASE_URL": "https://cds.example.org"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_everything_that_is_copied_is_there_and_not_ignored():
    ignored = (TOP / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert [name for name in copied() if not (TOP / name).exists()] == []
    assert set(copied()) == let_in


def test_everything_the_package_is_built_from_is_copied():
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    assert set(re.findall(r'^(?:readme|license-files) = \[?"(.+?)"', project, re.MULTILINE)) <= set(copied())
    assert {"engine", "rules", "pyproject.toml"} <= set(copied())


def test_base_images_are_pinned_to_a_release():
    images = [rest.partition("=")[2] for rest in all_of("ARG")] + [SERVICES["database"]["image"]]
    assert all(
        re.fullmatch(r"[a-z.]+/[a-z/]+:\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?", image) for image in images
    )
    assert {rest.split()[0] for rest in all_of("FROM")} == {"${PYTHON}"}


def test_the_container_runs_as_nobody_in_particular():
    (user,) = all_of("USER")
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    names = [name for name, _ in instructions()]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert "RUN" not in names[names.index("USER") :]


def test_the_command_line_of_the_container_is_understood():
    (entry,), (command,) = all_of("ENTRYPOINT"), all_of("CMD")
    program, *words = json.loads(entry) + json.loads(command)
    assert program == "osteon"
    options = parsed(words)
    assert (options.host, options.port, options.dev) == ("0.0.0.0", 8000, False)
    assert str(options.port) in all_of("EXPOSE")


def test_the_command_line_of_the_compose_file_is_understood():
    words = [re.sub(r"\$\{.*\}", "https://cds.example.org", word) for word in SERVICES["osteon"]["command"]]
    options = parsed(words)
    assert (options.base_url, options.dev) == ("https://cds.example.org", False)
    mounted = {each["target"] for each in SERVICES["osteon"]["volumes"]}
    assert {options.trust, options.settings} == mounted


def test_the_container_is_asked_whether_it_is_ready():
    (check,) = all_of("HEALTHCHECK")
    program = json.loads(check.partition("CMD ")[2])
    assert program[:2] == ["python", "-c"]
    compile(program[2], "the health check", "exec")
    assert "http://127.0.0.1:8000/ready" in program[2]


def test_addresses_ports_and_names_are_those_of_the_service():
    routes = create_app(Settings(dev=True)).openapi()["paths"]
    (check,) = all_of("HEALTHCHECK")
    assert re.search(r"127\.0\.0\.1:8000(/\w+)", check)[1] in routes
    (port,) = SERVICES["osteon"]["ports"]
    assert port.split(":")[-1] in all_of("EXPOSE")
    engine = "\n".join(path.read_text(encoding="utf-8") for path in (TOP / "engine").rglob("*.py"))
    named = set(re.findall(r"\b(OSTEON_\w+)=", " ".join(all_of("ENV")))) | {
        name for name in SERVICES["osteon"]["environment"] if name.startswith("OSTEON_")
    }
    assert named
    assert [name for name in named if name not in engine] == []


def test_a_process_has_room_for_its_threads_and_its_end_for_what_has_begun():
    settings = Settings()
    assert SERVICES["osteon"]["pids_limit"] > 2 * (2 * settings.workers + settings.waiting)
    running = (TOP / "engine/osteon/doors/service/running.py").read_text(encoding="utf-8")
    graceful = int(re.search(r"timeout_graceful_shutdown=(\d+)", running)[1])
    assert int(SERVICES["osteon"]["stop_grace_period"].removesuffix("s")) > graceful
    assert all_of("STOPSIGNAL") == ["SIGTERM"]


def test_hadolint_has_nothing_to_say():
    if not shutil.which("hadolint"):
        pytest.skip("there is no hadolint here; `make container` installs it")
    found = ran("hadolint", DEPLOY / "Containerfile")
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_write_nowhere_and_rise_to_nothing(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("user", all_of("USER")[0]) not in ("root", "0", "0:0")
    assert all("noexec" in each for each in service["tmpfs"])
    assert {"mem_limit", "pids_limit", "restart"} <= service.keys()


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_come_as_files(name):
    environment = SERVICES[name]["environment"]
    secret = {
        key: value for key, value in environment.items() if re.search("PASSWORD|DATABASE|SECRET|KEY", key)
    }
    assert secret
    assert all(key.endswith("_FILE") for key in secret)
    mounted = {f"/run/secrets/{each}" for each in SERVICES[name]["secrets"]}
    assert set(secret.values()) == mounted
    ignored = (TOP / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert all(each["file"].startswith("./secrets/") for each in COMPOSE["secrets"].values())
    assert "deploy/secrets/" in ignored


def test_nobody_but_this_machine_reaches_the_service_and_nobody_the_database():
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["osteon"]["ports"])
    assert "ports" not in SERVICES["database"]
    assert SERVICES["database"]["networks"] == ["records"]
    assert COMPOSE["networks"]["records"] == {"internal": True}


def test_the_files_beside_it_are_read_by_the_service():
    assert read_settings(str(DEPLOY / "settings.json")).shared_replays
    issuers = read_issuers(str(DEPLOY / "trust.example.yaml"))
    assert Gate(TrustSettings("https://cds.example.org", issuers)).notices == ()


def test_the_compose_file_is_understood_by_compose(tmp_path):
    if not shutil.which("docker") or ran("docker", "compose", "version").returncode:
        pytest.skip("there is no `docker compose` here; the file is checked against our own rules above")
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    (tmp_path / "deploy" / "secrets").mkdir(exist_ok=True)
    file = tmp_path / "deploy" / "compose.yaml"
    checked = ran("docker", "compose", "--file", file, "config", "--quiet")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.network
@pytest.mark.skipif(not os.environ.get("OSTEON_CONTAINER"), reason="installs for a minute: `make container`")
def test_what_the_container_installs_serves(index, tmp_path):
    source = tmp_path / "src"
    source.mkdir()
    for name in copied():
        place = source / name
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(TOP / name, place)
    assert f'CPPFLAGS="{FLAGS}"' in CONTAINERFILE, "the tests compile as the container does"
    (line,) = [rest for rest in all_of("RUN") if "pip install" in rest]
    program, *words = shlex.split(line)
    assert program == "/opt/osteon/bin/python"
    image = new_environment(tmp_path / "image")
    words = [f"{source}{word.removeprefix('.')}" if word.startswith(".[") else word for word in words]
    image.run("python", *[word for word in words if word != "--no-cache-dir"])
    assert "--trust" in image.run("osteon", "serve", "--help")
    needed = "import alembic, fastapi, jwt, psycopg, sqlalchemy, uvicorn; import osteon.doors.service.running"
    image.run("python", "-c", needed)
