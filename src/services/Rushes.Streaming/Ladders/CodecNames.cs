using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>The names of codecs, as in <c>--codecs</c> and in ladder files.</summary>
public static class CodecNames
{
    public const string Avc = "avc";

    /// <summary>Read, but not encoded: no tool here has an encoder of it.</summary>
    public const string WithoutEncoder = "vc1";

    public static IEnumerable<string> All => LadderCodecs.Names;

    public static bool IsEncoded(string name) => LadderCodecs.Find(name) is not null;

    /// <summary>Whether a ladder is of the codec of that name.</summary>
    public static bool IsOf(this Ladder ladder, string name)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return LadderCodecs.Find(name) is { } codec && codec.Format == ladder.Codec
            && (codec.Profile.Length == 0 || ladder.Rungs.All(rung => rung.Profile == codec.Profile));
    }
}
