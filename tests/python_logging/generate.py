"""Draws format strings and records, and prints what `logging` made of them: one JSON object a line."""

import json
import logging
import random
import sys
import time

R = random.Random(int(sys.argv[1]))
logging.Formatter.converter = time.gmtime
logging.addLevelName(25, "NOTICE")
logging.addLevelName(45, "AUDIT")

LOGGERS = ["root", "app.db", "__main__", "services.payment.gateway", "werkzeug", "a_b.c-d", "py.warnings", "acme"]
THREADS = ["MainThread", "Thread-1 (run)", "ThreadPoolExecutor-0_0", "worker 7", "asyncio_3", "x[1]"]
PROCESSES = ["MainProcess", "ForkPoolWorker-1", "SpawnProcess-2:3"]
FUNCTIONS = ["run", "<module>", "<lambda>", "__init__", "do_it"]
PATHS = ["/srv/app/views.py", "/opt/my app/jobs/run.py", "C:\\app\\main.py", "<string>"]
MESSAGES = [
    "started", "user logged in", "key=value, other: thing | pipe", "a - b - c", "[user] not found", "(x)", "100% done",
    "2026-01-01 00:00:00 was the date", "ERROR while parsing INFO block", "name: value", "ends in a colon:", "tab\there",
    "{braces} and $dollars", "ü and 漢字", "WARNING:root:x", "'quoted' \"twice\"", "a", "1", "- item", "::", "x" * 300,
]
DATES = [
    (None, "ms"), ("%Y-%m-%d %H:%M:%S", "s"), ("%H:%M:%S", "s"), ("%d/%b/%Y %H:%M:%S", "s"), ("%d.%m.%Y %H:%M:%S", "s"),
    ("%Y-%m-%dT%H:%M:%S%z", "s"), ("%m/%d/%Y %I:%M:%S %p", "s"), ("%a %b %d %H:%M:%S %Y", "s"), ("%Y%m%d-%H%M%S", "s"),
    ("%y-%m-%d %H:%M", "m"), ("%b %d %H:%M:%S", "s"), ("%A, %d. %B %Y, %H:%M:%S", "s"), ("%c", "s"), ("%x %X", "s"),
    ("%Y-%m-%d %H:%M:%S %Z", "s"), ("%j %Y %T", "s"), ("%F %T", "s"), ("%D %R", "m"),
]
ATTRIBUTES = [
    "asctime", "levelname", "name", "threadName", "process", "processName", "funcName", "filename", "module", "lineno",
    "levelno", "thread", "pathname",
]
NUMBERS = {"process", "lineno", "levelno", "thread"}
MARKS = [" - ", " | ", ": ", " :: ", " ", "\t", " => ", ", ", "|", " -- ", " ~ ", ":", ";", " / "]
BRACKETS = [("[", "]"), ("(", ")"), ("<", ">"), ("", ""), ("", ""), ("", "")]


def width(name):
    """A width for an attribute: side, least width, greatest width."""
    if name == "message" or R.random() < 0.6:
        return None
    if name == "asctime":
        return R.choice([("-", 30, 0), ("", 30, 0)])
    if name == "levelname":
        return R.choice([("-", 8, 0), ("", 8, 0), ("-", 5, 5), ("^", 10, 0), ("", 0, 1), ("", 0, 4)])
    if name in NUMBERS:
        return R.choice([("-", 6, 0), ("", 6, 0)])
    return R.choice([("-", 15, 0), ("", 20, 0), ("-", 12, 12), ("^", 24, 0)])


def written(style, name, wide):
    kind = "d" if name in NUMBERS and R.random() < 0.5 else "s"
    if style == "%":
        if not wide:
            return f"%({name}){kind}"
        side, least, most = wide
        cut = f".{most}" if most and kind == "s" else ""
        return f"%({name}){'-' if side == '-' else ''}{least or ''}{cut}{kind}"
    if style == "{":
        if not wide:
            return "{" + name + "}"
        side, least, most = wide
        side = {"-": "<", "": ">", "^": "^"}[side]
        cut = f".{most}" if most and name not in NUMBERS else ""
        return "{" + name + ":" + (f"{side}{least}" if least else "") + cut + "}"
    return "${" + name + "}" if R.random() < 0.5 else "$" + name


def case():
    style = R.choice("%%{{$")
    names = R.sample(ATTRIBUTES, R.randint(1, 5))
    if not {"asctime", "levelname"} & set(names):
        names[0] = R.choice(["asctime", "levelname"])
    if "filename" in names and "pathname" in names:
        names.remove("pathname")
    names.append("message")
    datefmt, precision = R.choice(DATES)
    parts = []
    for place, name in enumerate(names):
        before, after = R.choice(BRACKETS) if name != "message" else ("", "")
        mark = R.choice(MARKS) if place else ""
        wide = width(name) if style != "$" else None
        if wide and wide[0] == "^" and style != "{":
            wide = None
        parts.append((mark + before, written(style, name, wide), name, after))
    millis = datefmt is not None and style == "%" and precision == "s" and not datefmt.endswith(("%z", "%p", "%Y", "%Z", "%c")) and R.random() < 0.3
    pattern = "".join(
        literal + (field + ".%(msecs)03d" if name == "asctime" and millis and field == "%(asctime)s" else field) + after
        for literal, field, name, after in parts
    )
    millis = millis and ".%(msecs)03d" in pattern
    try:
        formatter = logging.Formatter(pattern, datefmt, style)
    except ValueError:
        return
    for _ in range(4):
        one(style, pattern, datefmt, precision, millis, parts, formatter)


def one(style, pattern, datefmt, precision, millis, parts, formatter):
    level = R.choice([10, 20, 25, 30, 40, 45, 50])
    record = logging.LogRecord(R.choice(LOGGERS), level, R.choice(PATHS), R.randint(1, 2000), R.choice(MESSAGES), (), None, R.choice(FUNCTIONS))
    record.threadName = R.choice(THREADS)
    record.processName = R.choice(PROCESSES)
    seconds = 1795433769 + R.randint(0, 80_000)
    record.msecs = float(R.randint(0, 999))
    record.created = seconds + record.msecs / 1000
    line = formatter.format(record)
    fields, follow = {}, []
    for place, (literal, field, name, after) in enumerate(parts):
        alone = logging.Formatter(field, datefmt, style, validate=False).format(record) if name != "message" else record.message
        text = alone.strip() if name != "message" else alone
        if name == "asctime" and millis:
            text += ".%03d" % record.msecs
        fields[name] = text
        behind = after + (parts[place + 1][0] if place + 1 < len(parts) else "")
        follow.append((name, text, behind, alone, place))
    for name, text, behind, alone, place in follow:
        if name == "message":
            continue
        # In doubt: a text that holds what ends it, or nothing, or blanks where a blank may end it.
        if not text or any((full + behind).find(behind) != len(full) for full in (text, alone)):
            return
        if name in ("name", "funcName", "filename", "module") and " " in text:
            return
        if " " in text and name in ("threadName", "processName", "pathname") and (behind[:1] == " " or alone != text):
            return
        if name == "levelname" and place == 0 and text not in ("DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL"):
            return
        if name == "levelname" and (len(text) < 2 and text not in "DIWEC" or "AUDIT".startswith(text) and len(text) < 5):
            return
    # A message that goes on where a filled field ended, or a stamp that the text behind it may go on with.
    if datefmt is None and parts[-1][0].strip() == "" and record.message[:1] == " ":
        return
    day = seconds % 86400
    micros = day * 1_000_000
    if precision == "m":
        micros -= day % 60 * 1_000_000
    if precision == "ms" or millis:
        micros += int(record.msecs) * 1000
    out = {"style": style, "format": pattern, "datefmt": datefmt, "line": line, "fields": fields}
    if "asctime" in fields:
        out["micros"] = micros
    print(json.dumps(out))


for _ in range(700):
    case()
