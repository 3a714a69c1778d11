#!/usr/bin/env bash
# How fast the packager is beside others, in one run:  bench/package.sh [ROUNDS]
# AVC of about 1 GB, an hour of small frames (2 Mbit/s) and a quarter of one of larger (8 Mbit/s), to HLS and DASH, clear and
# encrypted; large frames (ProRes, about 1.8 GB) to QuickTime; and a package of 2 MB, which is the start of the program alone.
# Copies are flushed, as packages are; the processes are timed whole, start and all.
set -uo pipefail

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
# shellcheck source=../scripts/prepare.sh
. "$ROOT/scripts/prepare.sh"
# shellcheck source=../scripts/judges.sh
. "$ROOT/scripts/judges.sh"

prepare_judges || exit
"$ROOT/rushes" doctor >/dev/null || exit
FFMPEG=${RUSHES_FFMPEG:-$(command -v ffmpeg)}
SHAKA=$(find -L "$RUSHES_JUDGES" -name 'packager-linux-x64' -type f | head -1)
RUSHES=(dotnet "$ROOT/artifacts/program/rushes.dll")
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
cd -- "$FOLDER" || exit

# make_avc NAME RATE TIMES: twenty seconds, so many times.
make_avc() {
  "$FFMPEG" -nostdin -v error -y -f lavfi -i testsrc2=s=1280x720:r=25:d=20 -f lavfi -i sine=d=20:r=48000 -c:v libx264 -preset ultrafast \
    -b:v "$2" -minrate "$2" -maxrate "$2" -bufsize "$2" -x264-params keyint=50:nal-hrd=cbr -c:a aac part.mp4
  "$FFMPEG" -nostdin -v error -stream_loop "$3" -i part.mp4 -c copy "$1"
}

make_media() {
  make_avc avc-2M.mp4 2M 199
  make_avc avc-8M.mp4 8M 49
  "$FFMPEG" -nostdin -v error -i avc-8M.mp4 -t 2 -c copy small.mp4
  "$FFMPEG" -nostdin -v error -f lavfi -i testsrc2=s=1920x1080:r=25:d=8 -f lavfi -i sine=d=8:r=48000 -c:v prores_ks -profile:v hq \
    -pix_fmt yuv422p10le -c:a pcm_s24le part.mov
  "$FFMPEG" -nostdin -v error -stream_loop 26 -i part.mov -c copy prores.mov
  cat avc-2M.mp4 avc-8M.mp4 prores.mov >/dev/null
  cat >keys.yaml <<KEYS
version: 1
keys:
  - {label: ALL, kid: 00112233445566778899aabbccddeeff, key: 0f0e0d0c0b0a09080706050403020100, iv: 000102030405060708090a0b0c0d0e0f}
KEYS
}

# timed NAME COMMAND…: a line with the seconds.
timed() {
  local name=$1
  shift
  rm -rf out && mkdir out && sync
  local begin end
  begin=$(date +%s.%N)
  "$@" >/dev/null 2>err.txt || { echo "$name failed"; cat err.txt; return 1; }
  end=$(date +%s.%N)
  awk -v name="$name" -v begin="$begin" -v end="$end" 'BEGIN { printf "%-28s %6.2f s\n", name, end - begin }'
}

copied() { cp "$1" out/copy && sync out/copy; }

# bench_avc FILE
bench_avc() {
  timed "$1 cp, flushed" copied "$1"
  timed "$1 rushes hls+dash" "${RUSHES[@]}" package "$1" --out out/p --hls --dash --work out/w
  timed "$1 ffmpeg hls" "$FFMPEG" -nostdin -v error -i "$1" -c copy -f hls -hls_segment_type fmp4 -hls_time 6 -hls_playlist_type vod out/a.m3u8
  timed "$1 shaka clear" "$SHAKA" in="$1",stream=video,output=out/v.mp4 in="$1",stream=audio,output=out/a.mp4 \
    --mpd_output out/m.mpd --hls_master_playlist_output out/m.m3u8
  timed "$1 rushes cbcs" "${RUSHES[@]}" package "$1" --out out/p --hls --dash --encrypt keys.yaml --work out/w
  timed "$1 shaka cbcs" "$SHAKA" in="$1",stream=video,output=out/v.mp4 in="$1",stream=audio,output=out/a.mp4 \
    --enable_raw_key_encryption --protection_scheme cbcs --clear_lead 0 \
    --keys label=:key_id=00112233445566778899aabbccddeeff:key=0f0e0d0c0b0a09080706050403020100:iv=000102030405060708090a0b0c0d0e0f \
    --mpd_output out/m.mpd --hls_master_playlist_output out/m.m3u8
}

make_media
ls -l avc-2M.mp4 avc-8M.mp4 prores.mov
for ((round = 0; round < ${1:-3}; round++)); do
  echo "round $round"
  timed '2 MB rushes' "${RUSHES[@]}" package small.mp4 --out out/p --work out/w
  bench_avc avc-2M.mp4
  bench_avc avc-8M.mp4
  timed 'prores cp, flushed' copied prores.mov
  timed 'prores rushes mov' "${RUSHES[@]}" package prores.mov --out out/p --mov --work out/w
  timed 'prores ffmpeg mov' "$FFMPEG" -nostdin -v error -i prores.mov -c copy out/p.mov
done
