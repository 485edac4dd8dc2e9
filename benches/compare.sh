#!/usr/bin/env bash
# errmon against `rg -c ' ERROR ' FILE` and `wc -l FILE`: whole processes, the same warm files, the same machine.
#
#   BENCH_CORPUS=FOLDER benches/compare.sh         every *.log of the folder that has a truth file NAME.json beside it
#   BENCH_GENERATOR=gen_corpus.py benches/compare.sh
#                                                  makes the corpus first, below target/bench (BENCH_SIZE_MB, 256)
#
# Runs go in pairs A B A B, after one of each that does not count; BENCH_PAIRS (5) pairs. A ratio is the median over the
# pairs of errmon's time over the other's: below 1 errmon is faster. Before the timing errmon's totals are compared with
# the truth file, exactly; a difference ends the run with status 1. Prints a Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in cargo python3 rg wc; do
  command -v "$tool" >/dev/null || { echo "error: $tool is not installed" >&2; exit 2; }
done

corpus=${BENCH_CORPUS:-}
if [ -z "$corpus" ]; then
  generator=${BENCH_GENERATOR:-}
  if [ -z "$generator" ]; then
    cat >&2 <<'TEXT'
error: no corpus
hint: set BENCH_CORPUS to a folder of NAME.log with NAME.json (the totals), or BENCH_GENERATOR to a program that takes
      --kind python|logback|mixed-levels-python|mixed-levels-logback --size-mb N --seed N --out LOG --truth JSON
TEXT
    exit 2
  fi
  corpus=target/bench
  mkdir -p "$corpus"
  for kind in python logback mixed-levels-python mixed-levels-logback; do
    [ -s "$corpus/$kind.json" ] ||
      python3 "$generator" --kind "$kind" --size-mb "${BENCH_SIZE_MB:-256}" --seed 7 \
        --out "$corpus/$kind.log" --truth "$corpus/$kind.json" >&2
  done
fi

cargo build --release --locked >&2
exec python3 benches/compare.py "${CARGO_TARGET_DIR:-target}/release/errmon" "$corpus" "${BENCH_PAIRS:-5}"
