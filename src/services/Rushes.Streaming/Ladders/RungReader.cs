using System.Globalization;
using Rushes.Contracts;
using YamlDotNet.RepresentationModel;

namespace Rushes.Streaming.Ladders;

/// <summary>Reads one rendition of a ladder file.</summary>
internal static class RungReader
{
    private static readonly string[] Keys =
        ["name", "height", "width", "crf", "bitrate", "lossless", "maxrate", "buffer", "profile", "level", "preset", "bits", "fps"];

    public static Rung Read(YamlMappingNode node, int number, LadderMistakes mistakes)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"rendition {number}");
        var mapping = new LadderMapping(node, owner, mistakes);
        mapping.RefuseKeysOtherThan(Keys);
        var rung = new Rung
        {
            Name = Name(mapping) ?? "",
            Height = mapping.Require("height", "Write 'height: 720'.") is null ? 0 : mapping.EvenSide("height") ?? 0,
            Width = mapping.EvenSide("width") ?? 0,
            Rate = RateReader.Read(mapping),
            Profile = mapping.OneOf("profile", AvcNames.Profiles) ?? "",
            Level = mapping.OneOf("level", AvcNames.Levels) ?? "",
            Preset = mapping.OneOf("preset", AvcNames.Presets) ?? "",
            Bits = mapping.OneOf("bits", ["8", "10"]) switch { "8" => 8, "10" => 10, _ => 0 },
        };
        CheckFrameRate(mapping);
        CheckProfile(mapping, rung);
        return rung;
    }

    private static string? Name(LadderMapping mapping)
    {
        const string Form = "lower-case letters, digits and hyphens, like 720p";
        if (mapping.Require("name", $"Write 'name:' with {Form}.") is null || mapping.Text("name", Form) is not { } name)
        {
            return null;
        }

        if (name.Length <= 64 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            return name;
        }

        mapping.Mistakes.Value(mapping.Find("name")!, $"The name '{name}' of {mapping.Owner} cannot be a file name everywhere.", $"Write at most 64 {Form}.");
        return null;
    }

    private static void CheckFrameRate(LadderMapping mapping)
    {
        if (mapping.OneOf("fps", ["source", "half"]) == "half")
        {
            mapping.Mistakes.NotInVersion(mapping.Find("fps")!, $"'fps: half' of {mapping.Owner}", "Write 'fps: source', or leave it out.");
        }
    }

    private static void CheckProfile(LadderMapping mapping, Rung rung)
    {
        if (rung.Profile.Length == 0)
        {
            return;
        }

        var profile = mapping.Find("profile")!;
        if (rung.Bits == 10 && !AvcNames.HoldsTenBits(rung.Profile))
        {
            mapping.Mistakes.Value(profile, $"'profile: {rung.Profile}' of {mapping.Owner} holds 8 bits only.", "Write 'profile: high10', or 'bits: 8'.");
        }

        if (rung.Rate.HasLossless && rung.Profile != AvcNames.LosslessProfile)
        {
            mapping.Mistakes.Value(profile, $"'profile: {rung.Profile}' of {mapping.Owner} has no lossless coding.", $"Write 'profile: {AvcNames.LosslessProfile}', or leave it out.");
        }
    }
}
