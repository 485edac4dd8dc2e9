"""Times errmon against other programs on the same files, and checks its totals. Called by compare.sh.

    compare.py ERRMON FOLDER PAIRS

The peak counts from about 15 MiB, what the Python process held when it started the other.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median

ENVIRONMENT = {"PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C", "HOME": "/nonexistent"}


def run(command):
    """Wall seconds, CPU seconds and peak MiB of one process whose output goes to a file nobody reads."""
    with open(os.devnull, "wb") as sink:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.PIPE, env=ENVIRONMENT)
        fault = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"error: {command} ended with {child.returncode}: {fault.decode(errors='replace')}")
    # Linux counts kibibytes, macOS bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def report(errmon, *arguments):
    command = [errmon, *arguments, "--format", "json", "--no-progress", "--tz", "UTC", "-n", "1000000"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=ENVIRONMENT).stdout)


def differences(errmon, log, truth):
    """What errmon counts otherwise than the truth says."""
    whole = report(errmon, "analyze", log)

    def top(key):
        return {row[key]: row["events"] for row in report(errmon, "top", "--by", key, log)["top"]["rows"]}

    def moment(text):
        return datetime.fromisoformat(text.replace(",", ".")).replace(tzinfo=None)

    unhandled = whole["totals"]["unhandled"]
    pairs = {
        "bytes": (truth["bytes"], whole["totals"]["bytes"]),
        "lines": (truth["lines"], whole["totals"]["lines"]),
        "lines unrecognised": (0, whole["coverage"]["lines_unrecognised"]),
        "records": (truth["records"], whole["totals"]["records"]),
        "levels": (truth["levels"], {row["level"]: row["records"] for row in whole["levels"]}),
        "events": (truth["error_records"], whole["totals"]["events"]),
        "unhandled": (truth["unhandled"], unhandled["certain"] + unhandled["likely"]),
        "types": (truth["errors_by_exception"], top("type")),
        "loggers": (truth["errors_by_logger"], top("logger")),
        "first": (moment(truth["first_timestamp"]), moment(whole["time"]["first"])),
        "last": (moment(truth["last_timestamp"]), moment(whole["time"]["last"])),
    }
    return [f"{log}: {name}: {explain(want, got)}" for name, (want, got) in pairs.items() if want != got]


def explain(want, got):
    if not isinstance(want, dict):
        return f"want {want}, got {got}"
    keys = sorted(key for key in {*want, *got} if want.get(key, 0) != got.get(key, 0))
    return ", ".join(f"{key}: want {want.get(key, 0)}, got {got.get(key, 0)}" for key in keys[:5])


def compare(errmon, log, pairs):
    megabytes = os.path.getsize(log) / 1e6
    others = {"rg -c ' ERROR '": ["rg", "-c", " ERROR ", log], "wc -l": ["wc", "-l", log]}
    for threads in ("2", "1"):
        ours = [errmon, "analyze", log, "--format", "json", "--no-progress", "--threads", threads]
        for name, other in others.items():
            run(ours)
            run(other)
            runs = [(run(ours), run(other)) for _ in range(pairs)]
            wall = median(a[0] / b[0] for a, b in runs)
            cpu = median(a[1] / max(b[1], 1e-9) for a, b in runs)
            speed = median(megabytes / a[0] for a, _ in runs)
            peak = max(a[2] for a, _ in runs)
            row = [Path(log).stem, f"{megabytes:.0f}", threads, f"`{name}`", f"{wall:.2f}", f"{cpu:.2f}", f"{speed:.0f}", f"{peak:.0f}"]
            print("| " + " | ".join(row) + " |", flush=True)


def without_repeats(log, folder):
    """The beginning of a log, as it is and with another line number in every frame, so that no trace repeats."""
    numbers, place = random.Random(7), re.compile(rb'(", line |\.java:)\d+')
    plain, varied = Path(folder) / "repeating.log", Path(folder) / "varied.log"
    left = 128 << 20
    with open(log, "rb") as lines, open(plain, "wb") as as_is, open(varied, "wb") as other:
        for line in lines:
            left -= len(line)
            if left < 0:
                break
            as_is.write(line)
            other.write(place.sub(lambda found: found[1] + b"%d" % numbers.randrange(1, 100_000), line))
    return plain, varied


def compare_repeats(errmon, log, pairs):
    with tempfile.TemporaryDirectory() as folder:
        ours = [[errmon, "analyze", file, "--format", "json", "--no-progress"] for file in without_repeats(log, folder)]
        runs = [(run(ours[0]), run(ours[1])) for _ in range(pairs + 1)][1:]
    wall, cpu = (median(varied[at] / plain[at] for plain, varied in runs) for at in (0, 1))
    print(f"| {Path(log).stem} | {wall:.2f} | {cpu:.2f} |", flush=True)


def main():
    errmon, folder, pairs = os.path.abspath(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    logs = [log for log in sorted(Path(folder).glob("*.log")) if log.with_suffix(".json").exists()]
    if not logs:
        sys.exit(f"error: no NAME.log with NAME.json in {folder}")
    wrong = []
    for log in logs:
        with open(log, "rb") as file:
            while file.read(1 << 24):
                pass
        wrong += differences(errmon, str(log), json.loads(log.with_suffix(".json").read_text()))
    if wrong:
        sys.exit("error: the totals are not the truth's\n" + "\n".join(wrong))
    print(f"Totals agree with the truth of {len(logs)} files.\n")
    print("| file | MB | threads | against | wall ratio | CPU ratio | errmon MB/s | errmon peak MiB |")
    print("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for log in logs:
        compare(errmon, str(log), pairs)
    print("\n| traces that never repeat, against the same with traces that do | wall ratio | CPU ratio |")
    print("| --- | ---: | ---: |")
    for log in logs:
        compare_repeats(errmon, log, pairs)


main()
