#!/usr/bin/env bash
# From PolNeAR's training articles to quotes/data/tagger: bash training/tagger/train.sh WORK [POLNEAR_TRAIN]
# Each step leaves its files in WORK and is passed over where they are; a training that broke goes on from its state.pt.
set -euo pipefail
work=$1 articles=${2:-../shared/polnear/train}
# Memory that is kept is not filled anew at every step: 6 % of the time.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296
mkdir -p "$work"
with=(--polnear "$articles" --threads 2)

[ -e "$work/first/average.pt" ] || python -m training.tagger "${with[@]}" --work "$work/first" --out "$work/first/packed"
[ -e "$work/teacher/average.pt" ] || python -m training.tagger.teach "${with[@]}" --work "$work/teacher"
[ -d "$work/texts" ] || python -m training.tagger.texts "$work/texts"
[ -d "$work/variants" ] || python -m training.tagger.vary "$work/variants" --polnear "$articles"
python -m training.tagger "${with[@]}" --work "$work/lessons" --start "$work/first/average.pt" \
    --lessons "$work/teacher/average.pt" "$work/first/average.pt" --share .7 .3 \
    --texts "$work/texts" "$work/variants" \
    --settings bio_share=.1 source=.5 cue=.3 begin=-.5 link_share=.5 --threshold .3 \
    --minutes 110 --learning-rate 2e-4 --head-rate 8e-4 --soft .7 --average .9985 --warm-up .05 --seed 21
