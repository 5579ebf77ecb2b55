"""The cache, with real files, real processes and real kills."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import pandas as pd
import pytest

from kzdata import reading
from kzdata.reading import extract
from kzdata.tables.cache import stamp
from kzdata.tables.corpus import figures


@pytest.fixture
def read(monkeypatch):
    """The ids of the statements that were read, as they are read."""
    ids: list[str] = []

    def noted(statement):
        ids.append(statement.id)
        return extract(statement)

    monkeypatch.setattr(reading, "extract", noted)
    return ids


def kept(cache_folder):
    (path,) = cache_folder.glob("figures-*.arrow")
    return path


def test_what_was_kept_equals_what_is_read(corpus):
    pd.testing.assert_frame_equal(figures(corpus), figures(corpus, cache=False))
    pd.testing.assert_frame_equal(figures(corpus), figures(corpus, cache=False))


def test_the_bundled_corpus_is_kept_whole():
    pd.testing.assert_frame_equal(figures(), figures())


def test_a_text_is_read_once(corpus, read):
    for _ in range(3):
        figures(corpus)
    assert read == ["a", "b", "c"]


def test_without_cache_nothing_is_kept_and_nothing_used(corpus, read, cache_folder):
    for _ in range(2):
        figures(corpus, cache=False)
    assert len(read) == 6
    assert not cache_folder.exists()


def test_only_a_changed_text_is_read_again(corpus, write, read):
    figures(corpus)
    write("b", country="China", value="18.0")
    assert figures(corpus)["value"].tolist() == [13.3e9, 18.0e9, 16.5e9]
    assert read == ["a", "b", "c", "b"]


def test_a_text_that_came_between_others_stays_in_its_place(corpus, write):
    figures(corpus)
    write("aa", country="Georgia", value="1.5")
    for _ in range(3):
        pd.testing.assert_frame_equal(figures(corpus), figures(corpus, cache=False))


def test_a_change_is_seen_though_size_and_time_of_change_stay(corpus, write):
    figures(corpus)
    before = (corpus / "b.md").stat()
    path = write("b", country="China", value="18.0")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert figures(corpus).loc[1, "value"] == 18.0e9


def test_a_touched_text_is_not_read_again(corpus, read):
    figures(corpus)
    (corpus / "b.md").touch()
    figures(corpus)
    assert read == ["a", "b", "c"]


def test_a_removed_text_is_gone_and_a_new_one_there(corpus, write, read):
    figures(corpus)
    (corpus / "a.md").unlink()
    write("bb", value="1.5")
    assert figures(corpus)["statement_id"].tolist() == ["b", "bb", "c"]
    assert read == ["a", "b", "c", "bb"]


def test_a_renamed_text_without_an_id_has_its_new_name(corpus):
    path = corpus / "b.md"
    path.write_text(path.read_text().replace("id: b\n", ""))
    figures(corpus)
    path.rename(corpus / "z.md")
    assert figures(corpus)["statement_id"].tolist() == ["a", "c", "z"]


def test_a_broken_text_does_not_live_on(corpus):
    figures(corpus)
    (corpus / "b.md").write_text("no front matter")
    with pytest.warns(UserWarning, match=r"b\.md"):
        assert figures(corpus)["statement_id"].tolist() == ["a", "c"]


def test_a_settled_file_is_vouched_for_by_its_times(corpus):
    status = (corpus / "a.md").stat()
    assert stamp(status, time.time_ns()) == ""
    assert stamp(status, time.time_ns() + 3_000_000_000)


def test_settled_files_are_not_even_opened():
    """The second process opens no statement: Python itself reports each file that is opened."""
    script = (
        "import sys; opened = []\n"
        "from kzdata.tables.corpus import figures\n"
        "sys.addaudithook(lambda event, args: opened.append(args[0]) if event == 'open' else None)\n"
        "figures()\n"
        "print(sum(str(path).endswith('.md') for path in opened))"
    )
    counts = [int(subprocess.check_output([sys.executable, "-c", script])) for _ in range(2)]
    assert counts[0] > 150
    assert counts[1] == 0


def test_a_table_that_was_kept_waits_for_no_reader():
    script = (
        "import sys, kzdata; kzdata.figures()\n"
        "print(*{'kzdata.reading.extractor', 'yaml', 'pandera', 'duckdb'} & sys.modules.keys())"
    )
    figures()
    assert subprocess.check_output([sys.executable, "-c", script], text=True).split() == []


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("harm", [_cut, _flip, lambda _: b"", lambda _: b"nonsense" * 100])
def test_a_broken_cache_is_read_anew(corpus, cache_folder, harm):
    sound = figures(corpus)
    path = kept(cache_folder)
    path.write_bytes(harm(path.read_bytes()))
    pd.testing.assert_frame_equal(figures(corpus), sound)
    pd.testing.assert_frame_equal(figures(corpus), sound)


def test_what_another_reader_found_counts_as_nothing(corpus, read, monkeypatch):
    figures(corpus)
    monkeypatch.setattr(reading, "fingerprint", lambda: "another")
    figures(corpus)
    assert read == ["a", "b", "c"] * 2


def test_it_works_without_a_place_to_write(corpus, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KZDATA_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert len(figures(corpus)) == 3


def test_a_cache_that_is_a_folder_is_left_alone(corpus, cache_folder):
    figures(corpus)
    path = kept(cache_folder)
    path.unlink()
    path.mkdir()
    assert len(figures(corpus)) == 3


def test_what_nobody_renewed_for_long_is_removed(corpus, cache_folder):
    cache_folder.mkdir()
    old, left, foreign = (cache_folder / name for name in ("figures-1.arrow", "figures-2.part", "other"))
    for path in (old, left, foreign):
        path.write_bytes(b"x")
        os.utime(path, (0, 0))
    figures(corpus)
    assert [old.exists(), left.exists(), foreign.exists()] == [False, False, True]


def _many(folder):
    return [figures(folder) for _ in range(5)][-1]


def test_two_processes_at_once_both_get_the_whole(corpus, cache_folder):
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=fresh) as pool:
        for table in pool.map(_many, [corpus] * 4):
            pd.testing.assert_frame_equal(table, figures(corpus, cache=False))
    assert not list(cache_folder.glob("*.part"))


def test_a_killed_process_leaves_the_cache_sound(corpus, read):
    """A process that does nothing but write the cache is killed in the midst of it, several times."""
    figures(corpus)
    script = (
        "import sys; from kzdata.tables import cache; root = [sys.argv[1]]\n"
        "memory = cache.recall(root); assert memory.files; print('ready', flush=True)\n"
        "while True: cache.keep(root, memory)"
    )
    for wait in (0.01, 0.03, 0.02, 0.05, 0.04):
        with subprocess.Popen([sys.executable, "-c", script, str(corpus)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(wait)
            writer.send_signal(signal.SIGKILL)
        assert len(figures(corpus)) == 3
    assert read == ["a", "b", "c"]


_NO_ROOM = (
    "import resource, signal, sys; sys.dont_write_bytecode = True\n"
    "signal.signal(signal.SIGXFSZ, getattr(signal, sys.argv[3]))\n"
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
    "from kzdata.tables.corpus import figures\n"
    "print(len(figures(sys.argv[1])))"
)


def _with_room_for(size, corpus, then):
    """A process that may write files of that size; when it exceeds it, the system kills it or says no."""
    command = [sys.executable, "-c", _NO_ROOM, str(corpus), str(size), then]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("size", [1, 200, 5000])
def test_a_process_killed_at_any_byte_of_its_writing_leaves_what_was_there(
    corpus, write, read, cache_folder, size
):
    figures(corpus)
    write("b", country="China", value="18.0")
    assert _with_room_for(size, corpus, "SIG_DFL").returncode == -signal.SIGXFSZ
    assert [path.stat().st_size <= size for path in cache_folder.glob("*.part")] == [True]
    assert figures(corpus)["value"].tolist() == [13.3e9, 18.0e9, 16.5e9]
    assert read == ["a", "b", "c", "b"]


def test_a_full_disc_costs_the_cache_and_nothing_else(corpus, write, cache_folder):
    figures(corpus)
    write("b", country="China", value="18.0")
    done = _with_room_for(1000, corpus, "SIG_IGN")
    assert (done.returncode, done.stdout.strip()) == (0, "3")
    assert not list(cache_folder.glob("*.part"))
    assert figures(corpus)["value"].tolist() == [13.3e9, 18.0e9, 16.5e9]
