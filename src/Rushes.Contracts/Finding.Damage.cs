namespace Rushes.Contracts;

public sealed partial class Finding
{
    /// <summary>The code of what <see cref="TellsOfDamage"/>.</summary>
    public const string DecodeErrors = "source.decode_errors";

    /// <summary>The decoder complained of these frames, or of one that they may depend on: what is seen of them depends on where a decoder starts.</summary>
    public bool TellsOfDamage => Code == DecodeErrors;
}
