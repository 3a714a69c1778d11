using System.Globalization;
using Rushes.Contracts;
using Rushes.Tools.Commands;

namespace Rushes.Audio.Functions.Aac;

/// <summary>
/// The command that encodes one audio track to AAC with the picture's first frame as time 0: sound before it is cut,
/// silence fills what is missing at the start and in gaps, so that sync never depends on how a source was cut. Pure.
/// <para>The track begins a few access units of silence before time 0, as the picture is decoded a few frames before it: players that
/// align tracks by their first decode times, instead of their presentation times, are then right too.</para>
/// </summary>
internal static class AacCommand
{
    public const string MediaName = "audio.mp4";

    /// <summary>Samples that FFmpeg's encoder puts before the first sample of its input; also those of one access unit.</summary>
    private const int EncoderPriming = 1024;

    private const int BitratePerChannel = 64_000;
    private const int UsualRate = 48_000;

    // Two frames of a picture that changes every half minute: nothing that a player would wait for.
    private const int MostUnits = 3000;

    /// <summary>Rates that players of streams all take; others become 48 kHz.</summary>
    private static readonly int[] KeptRates = [48_000, 44_100, 32_000];

    public static IReadOnlyList<string> Build(EncodeAudioRequest request, string source, string folder)
    {
        var track = request.Track;
        var filters = string.Join(
            ',',
            string.Create(CultureInfo.InvariantCulture, $"asetpts=round(PTS-({request.Origin.Numerator}/{request.Origin.Denominator})/TB)"),
            string.Create(CultureInfo.InvariantCulture, $"aresample={OutputRate(track)}:async=1:min_hard_comp=0.01:first_pts=0"),
            // The delay filter has no time for silence that it gives before it has seen any sound: sound is whole by now,
            // so counting samples is right.
            string.Create(CultureInfo.InvariantCulture, $"adelay={Priming(request) - EncoderPriming}S:all=1"),
            "asetpts=N/SR/TB",
            $"aformat=sample_fmts=fltp:channel_layouts={ChannelLayout(track)}");
        return new FFmpegCommand()
            .Global("-copyts")
            .Input(source, "-vn", "-sn", "-dn", "-threads", "1")
            .FilterGraph($"[0:{track.StreamIndex}]{filters}[out]")
            .Output(
                Path.Combine(folder, MediaName),
                "-map", "[out]", "-c:a", "aac", "-b:a", (BitratePerChannel * Channels(track)).ToString(CultureInfo.InvariantCulture),
                "-threads", "1", "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags", "+bitexact",
                "-movflags", "+empty_moov+default_base_moof", "-frag_duration", "10000000", "-f", "mp4")
            .ReportProgress()
            .Arguments;
    }

    /// <summary>Samples of the encoded track before time 0: whole access units, at least the encoder's own.</summary>
    public static int Priming(EncodeAudioRequest request)
    {
        var samples = (Int128)request.Lead.Numerator * OutputRate(request.Track);
        var unit = (Int128)request.Lead.Denominator * EncoderPriming;
        return EncoderPriming * (int)Int128.Clamp((samples + unit - 1) / unit, 1, MostUnits);
    }

    public static int OutputRate(AudioTrack track) => KeptRates.Contains(track.SampleRate) ? track.SampleRate : UsualRate;

    /// <summary>The channels that AAC has a standard configuration for (ISO/IEC 14496-3 Table 1.19), nearest to the source's.</summary>
    public static int Channels(AudioTrack track) => track.Channels switch
    {
        >= 8 => 8,
        7 => 6,
        _ => Math.Max(1, track.Channels),
    };

    private static string ChannelLayout(AudioTrack track) => Channels(track) switch
    {
        1 => "mono",
        2 => "stereo",
        3 => "3.0",
        4 => "4.0",
        5 => "5.0",
        6 => "5.1",
        _ => "7.1(wide)",
    };
}
