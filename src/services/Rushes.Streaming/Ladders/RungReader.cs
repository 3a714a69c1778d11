using System.Globalization;
using Rushes.Contracts;
using YamlDotNet.RepresentationModel;

namespace Rushes.Streaming.Ladders;

/// <summary>Reads one rendition of a ladder file.</summary>
internal static class RungReader
{
    private static readonly string[] Keys =
        ["name", "height", "width", "crf", "bitrate", "passes", "lossless", "maxrate", "buffer", "profile", "level", "preset", "bits", "fps", "film-grain"];

    public static Rung Read(YamlMappingNode node, int number, LadderCodec codec, LadderMistakes mistakes)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"rendition {number}");
        var mapping = new LadderMapping(node, owner, mistakes);
        mapping.RefuseKeysOtherThan(Keys);
        var rung = new Rung
        {
            Name = Name(mapping) ?? "",
            Height = mapping.Require("height", "Write 'height: 720'.") is null ? 0 : mapping.EvenSide("height") ?? 0,
            Width = mapping.EvenSide("width") ?? 0,
            Rate = RateReader.Read(mapping, codec),
            Profile = Choice(mapping, "profile", codec, codec.Profiles) is { Length: > 0 } profile ? profile : codec.Profile,
            Level = Choice(mapping, "level", codec, codec.Levels),
            Preset = Choice(mapping, "preset", codec, codec.Presets),
            Bits = Choice(mapping, "bits", codec, codec.Bits) switch { "8" => 8, "10" => 10, _ => 0 },
            HalfRate = mapping.OneOf("fps", ["source", "half"]) == "half",
            FilmGrain = FilmGrain(mapping, codec.LargestFilmGrain),
        };
        CheckProfile(mapping, rung, codec);
        return rung;
    }

    private static string? Name(LadderMapping mapping)
    {
        const string Form = "lower-case letters, digits and hyphens, like 720p";
        if (mapping.Require("name", $"Write 'name:' with {Form}.") is null || mapping.Text("name", Form) is not { } name)
        {
            return null;
        }

        if (Recipe.CanBeNamed(name))
        {
            return name;
        }

        mapping.Mistakes.Value(mapping.Find("name")!, $"The name '{name}' of {mapping.Owner} cannot be a file name everywhere.", $"Write at most 64 {Form}.");
        return null;
    }

    private static void CheckProfile(LadderMapping mapping, Rung rung, LadderCodec codec)
    {
        if (mapping.Find("profile") is not { } profile || rung.Profile.Length == 0)
        {
            return;
        }

        if (rung.Bits == 10 && codec.TenBitProfiles?.Contains(rung.Profile) == false)
        {
            mapping.Mistakes.Value(profile, $"'profile: {rung.Profile}' of {mapping.Owner} holds 8 bits only.", $"Write 'profile: {codec.TenBitProfiles[0]}', or 'bits: 8'.");
        }

        if (rung.Bits == 8 && codec.TenBitOnlyProfiles.Contains(rung.Profile))
        {
            mapping.Mistakes.Value(profile, $"'profile: {rung.Profile}' of {mapping.Owner} holds 10 bits only.", "Leave 'profile' or 'bits' out.");
        }

        if (rung.Rate.HasLossless && codec.LosslessProfile is { } lossless && rung.Profile != lossless)
        {
            mapping.Mistakes.Value(profile, $"'profile: {rung.Profile}' of {mapping.Owner} has no lossless coding.", $"Write 'profile: {lossless}', or leave it out.");
        }
    }

    private static int FilmGrain(LadderMapping mapping, int largest)
    {
        const string Key = "film-grain";
        if (largest == 0 && mapping.Find(Key) is { } node)
        {
            mapping.Mistakes.Value(node, $"{mapping.Owner} cannot describe film grain: AV1 alone can.", "Leave it out, or use av1.");
            return 0;
        }

        return mapping.Parsed<int>(Key, string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {largest}"), text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var strength) && strength >= 1 && strength <= largest ? strength : null) ?? 0;
    }

    private static string Choice(LadderMapping mapping, string key, LadderCodec codec, IReadOnlyList<string> names)
    {
        if (names.Count == 0 && mapping.Find(key) is { } node)
        {
            mapping.Mistakes.Value(node, $"A rendition of {codec.Name} has no choice of '{key}'.", "Leave it out.");
            return "";
        }

        return mapping.OneOf(key, names) ?? "";
    }
}
