using Rushes.Media.Timing;

namespace Rushes.Media.Proofs;

/// <summary>How the tracks lie to each other in time. Times are exact ratios of seconds, from presentation time 0.</summary>
/// <param name="Base">Presentation time 0 on the clock of the media, seconds.</param>
/// <param name="DecodeLead">Decoding of every track starts so long before presentation time 0.</param>
/// <param name="Tracks">In the order of the proof.</param>
/// <param name="Spread">Between the first and the last end of a track.</param>
public sealed record ProofSync(long Base, string DecodeLead, IReadOnlyList<SyncedTrack> Tracks, string Spread)
{
    /// <param name="baseSeconds">Presentation time 0 on the clock of the media.</param>
    /// <param name="decodeLead">Seconds.</param>
    /// <param name="tracks">All of the package.</param>
    /// <exception cref="OverflowException">The times are absurd.</exception>
    public static ProofSync Of(long baseSeconds, Rational decodeLead, IReadOnlyList<ProvenTrack> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        var spread = tracks.Count == 0 ? Rational.Zero : tracks.Max(End) - tracks.Min(End);
        return new ProofSync(
            baseSeconds, decodeLead.ToString(), [.. tracks.Select(track => new SyncedTrack(track.Path, Start(track).ToString(), End(track).ToString()))], spread.ToString());
    }

    internal static Rational Start(ProvenTrack track) => new(track.Timing.First, track.Timing.Timescale);

    internal static Rational End(ProvenTrack track) => new(track.Timing.First + track.Timing.Duration, track.Timing.Timescale);
}

/// <param name="Path">Of its file.</param>
/// <param name="Start">Of its first frame, priming included.</param>
/// <param name="End">Of its last frame.</param>
public sealed record SyncedTrack(string Path, string Start, string End);
