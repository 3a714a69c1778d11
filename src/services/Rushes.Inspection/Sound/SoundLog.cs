using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Counts what FFmpeg complains of in this track, and keeps the first complaint. It looks into the other tracks as well when it opens a file;
/// their damage is not this one's.
/// </summary>
internal sealed class SoundLog(AudioTrack track)
{
    private const int LettersKept = 300;

    /// <summary>Of codecs whose decoder has another name.</summary>
    private static readonly Dictionary<string, string> Decoders = new() { ["dts"] = "[dca", ["amr_nb"] = "[amrnb", ["amr_wb"] = "[amrwb" };

    private readonly string _decoder = track.Codec.Length == 0 ? "[aist#" : Decoders.GetValueOrDefault(track.Codec, $"[{track.Codec}");
    private readonly string _stream = string.Create(CultureInfo.InvariantCulture, $"stream {track.StreamIndex},");

    public long Count { get; private set; }

    /// <summary>The first complaint; empty: there is none.</summary>
    public string First { get; private set; } = "";

    public void Read(string line)
    {
        var isError = line.Contains("[error]", StringComparison.Ordinal) || line.Contains("[fatal]", StringComparison.Ordinal);
        if (!isError || !IsOfTrack(line))
        {
            return;
        }

        Count++;
        First = Count > 1 ? First : line.Length <= LettersKept ? line : line[..LettersKept];
    }

    private bool IsOfTrack(string line) =>
        line.StartsWith("[aist#", StringComparison.Ordinal) || line.StartsWith(_decoder, StringComparison.Ordinal)
        || line.Contains(_stream, StringComparison.Ordinal);
}
