using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>Reads what decides the bit rate of a rendition: exactly one of crf, bitrate and lossless, and the cap.</summary>
internal static class RateReader
{
    private static readonly string[] Modes = ["crf", "bitrate", "lossless"];

    public static RateControl Read(LadderMapping mapping, LadderCodec codec)
    {
        var rate = new RateControl();
        if (codec.LargestCrf == 0)
        {
            RefuseRates(mapping, codec);
            return rate;
        }

        CheckModes(mapping, codec);
        if (mapping.Parsed<double>("crf", $"a number from 0 to {codec.LargestCrf}", text => ParseCrf(text, codec.LargestCrf)) is { } crf)
        {
            rate.Crf = crf;
        }

        if (mapping.Bits("bitrate") is { } bitrate)
        {
            rate.Bitrate = bitrate;
        }

        rate.Passes = mapping.OneOf("passes", ["1", "2"]) switch { "1" => 1, "2" => 2, _ => 0 };
        CheckPasses(mapping, rate, codec);

        if (mapping.Parsed<bool>("lossless", "true", text => text == "true" ? true : null) is { } lossless)
        {
            rate.Lossless = lossless;
        }

        rate.Maxrate = mapping.Bits("maxrate") ?? 0;
        rate.Buffer = mapping.Bits("buffer") ?? 2 * rate.Maxrate;
        CheckCap(mapping, rate);
        return rate;
    }

    // 0 would be lossless by another name, and not at 10 bits.
    private static double? ParseCrf(string text, int largest) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var crf) && crf > 0 && crf <= largest ? crf : null;

    private static void RefuseRates(LadderMapping mapping, LadderCodec codec)
    {
        foreach (var key in ((string[])[.. Modes, "passes", "maxrate", "buffer"]).Where(key => mapping.Find(key) is not null))
        {
            mapping.Mistakes.Value(mapping.Find(key)!, $"{codec.Name} has a rate of its own: {mapping.Owner} cannot have '{key}'.", "Leave it out.");
        }
    }

    private static void CheckModes(LadderMapping mapping, LadderCodec codec)
    {
        if (!codec.CanBeLossless && mapping.Find("lossless") is { } lossless)
        {
            mapping.Mistakes.Value(lossless, $"There is no lossless coding of {codec.Name} here.", "Write crf, or use avc, hevc or vp9.");
        }

        var given = Modes.Where(mode => mapping.Find(mode) is not null).ToList();
        if (given.Count == 0)
        {
            mapping.Mistakes.Missing(mapping.Node, $"{mapping.Owner} has none of crf, bitrate and lossless.", "Write one of them, like 'crf: 21'.");
        }
        else if (given.Count > 1)
        {
            mapping.Mistakes.Value(mapping.Find(given[1])!, $"{mapping.Owner} has {string.Join(" and ", given)}; they exclude each other.", "Keep one of crf, bitrate and lossless.");
        }
    }

    private static void CheckPasses(LadderMapping mapping, RateControl rate, LadderCodec codec)
    {
        if (mapping.Find("passes") is not { } passes)
        {
            return;
        }

        if (!rate.HasBitrate)
        {
            mapping.Mistakes.Value(passes, $"{mapping.Owner} has passes, but no bitrate that they share out.", "Write bitrate too, or leave passes out.");
        }
        else if (rate.Passes == 2 && !codec.HasTwoPasses)
        {
            mapping.Mistakes.Value(passes, $"{codec.Name} has one pass only here.", "Write 'passes: 1', or leave it out.");
        }
    }

    private static void CheckCap(LadderMapping mapping, RateControl rate)
    {
        var cap = mapping.Find("maxrate") ?? mapping.Find("buffer");
        if (cap is null)
        {
            return;
        }

        if (rate.HasLossless)
        {
            mapping.Mistakes.Value(cap, $"{mapping.Owner} is lossless and cannot have a cap.", "Leave maxrate and buffer out.");
        }
        else if (mapping.Find("maxrate") is null)
        {
            mapping.Mistakes.Value(cap, $"{mapping.Owner} has a buffer, but no maxrate that fills it.", "Write maxrate too, or leave buffer out.");
        }
        else if (rate.HasBitrate && rate.Maxrate > 0 && rate.Maxrate < rate.Bitrate)
        {
            mapping.Mistakes.Value(cap, $"The maxrate of {mapping.Owner} is below its bitrate.", "Write a maxrate that is not lower than bitrate.");
        }
    }
}
