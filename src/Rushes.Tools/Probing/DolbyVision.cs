using System.Globalization;

namespace Rushes.Tools.Probing;

/// <summary>The kind of Dolby Vision that a picture track has.</summary>
/// <param name="Profile">4, 5, 7, 8, 9, 10, 20.</param>
/// <param name="Compatibility">What a player without Dolby Vision may take the base layer for: 0 nothing, 1 and 6 HDR10, 2 BT.709, 4 HLG; null: not said.</param>
public sealed record DolbyVision(int Profile, int? Compatibility)
{
    /// <summary>False: the base layer has colours of its own, which are wrong wherever they are taken for others.</summary>
    public bool HasCompatibleBase => Profile != 5 && !(Profile is 10 or 20 && Compatibility == 0);

    /// <summary>As <c>8.1</c>; <c>8</c> where only the profile is known.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Profile}{(Compatibility is { } layer ? $".{layer}" : "")}");
}
