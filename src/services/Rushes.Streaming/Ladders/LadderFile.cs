using Rushes.Contracts;
using Rushes.Media.Timelines;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rushes.Streaming.Ladders;

/// <summary>
/// The ladder file that people write, version 1. Unknown keys are mistakes, and all mistakes of a file are found in one
/// reading, each with its line.
/// </summary>
public static class LadderFile
{
    private const string Owner = "the ladder";
    private const int MostRenditions = 64;
    private const long ShortestGopMs = 500;

    private static readonly string[] Keys = ["version", "codec", "segment", "renditions"];

    /// <param name="yaml">The text of the file.</param>
    /// <param name="path">For messages.</param>
    public static ParsedLadder Parse(string yaml, string path)
    {
        var mistakes = new LadderMistakes(path);
        var ladder = new Ladder();
        if (ReadRoot(yaml, mistakes) is { } root)
        {
            var mapping = new LadderMapping(root, Owner, mistakes);
            mapping.RefuseKeysOtherThan(Keys);
            ReadVersion(mapping);

            // What renditions may say is a matter of the codec; without one, of the usual.
            var codec = ReadCodec(mapping, ladder) ?? LadderCodecs.Avc;
            ReadSegment(mapping, ladder);
            ReadRenditions(mapping, ladder, codec);
        }

        return mistakes.Any ? new ParsedLadder.Invalid(mistakes.InOrder) : new ParsedLadder.Valid(ladder);
    }

    private static YamlMappingNode? ReadRoot(string yaml, LadderMistakes mistakes)
    {
        const string Remedy = "Write a mapping with the keys version, codec, segment and renditions.";
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            switch (stream.Documents)
            {
                case [{ RootNode: YamlMappingNode root }]:
                    return root;
                case []:
                    mistakes.Add("ladder.syntax", Mark.Empty, "The file is empty.", Remedy);
                    return null;
                case [{ RootNode: var other }]:
                    mistakes.Add("ladder.syntax", other.Start, "The file is not a mapping.", Remedy);
                    return null;
                case [_, var second, ..]:
                    mistakes.Add("ladder.syntax", second.RootNode.Start, "The file holds more than one document.", "Write one ladder in one file.");
                    return null;
            }
        }
        catch (YamlException exception)
        {
            mistakes.Add("ladder.syntax", exception.Start, $"This is not YAML: {exception.Message}", "Correct the line.");
        }

        return null;
    }

    private static void ReadVersion(LadderMapping mapping)
    {
        const string Remedy = "Write 'version: 1'.";
        if (mapping.Require("version", Remedy) is { } node && mapping.Text("version", "1") is { } text && text != "1")
        {
            mapping.Mistakes.Value(node, $"Ladder files of version '{text}' are not known.", Remedy);
        }
    }

    private static LadderCodec? ReadCodec(LadderMapping mapping, Ladder ladder)
    {
        const string Remedy = "Write 'codec: avc'.";
        if (mapping.Require("codec", Remedy) is not { } node || mapping.Text("codec", CodecNames.Avc) is not { } name)
        {
            return null;
        }

        var codec = LadderCodecs.Find(name);
        if (codec is null)
        {
            mapping.Mistakes.Value(
                node, name == CodecNames.WithoutEncoder ? "There is no encoder of VC-1 on this system." : $"The codec '{name}' is not known.",
                $"Write one of {string.Join(", ", CodecNames.All)}.");
        }

        ladder.Codec = codec?.Format ?? default;
        return codec;
    }

    private static void ReadSegment(LadderMapping mapping, Ladder ladder)
    {
        if (mapping.Require("segment", "Write 'segment: 6s'.") is not { } node
            || mapping.Parsed<long>("segment", Durations.Form, text => Durations.TryParse(text, out var parsed) ? parsed : null) is not { } segmentMs)
        {
            return;
        }

        if (segmentMs is < 500 or > 60_000 || SegmentPlan.GopFor(segmentMs) < ShortestGopMs)
        {
            mapping.Mistakes.Value(
                node, $"A segment of {segmentMs} ms cannot be cut into equal groups of pictures of 0.5 to 2 s.", "Write a duration from 500ms to 60s that can, like 6s.");
        }

        ladder.SegmentMs = segmentMs;
    }

    private static void ReadRenditions(LadderMapping mapping, Ladder ladder, LadderCodec codec)
    {
        const string Remedy = "Write a list of renditions, low to high, like '- {name: 720p, height: 720, crf: 21}'.";
        if (mapping.Require("renditions", Remedy) is not { } node)
        {
            return;
        }

        if (node is not YamlSequenceNode { Children.Count: > 0 and <= MostRenditions } sequence)
        {
            mapping.Mistakes.Value(node, $"'renditions' is not a list of 1 to {MostRenditions} renditions.", Remedy);
            return;
        }

        foreach (var (number, item) in sequence.Index())
        {
            if (item is not YamlMappingNode rendition)
            {
                mapping.Mistakes.Value(item, $"Rendition {number + 1} is not a mapping.", Remedy);
                continue;
            }

            var rung = RungReader.Read(rendition, number + 1, codec, mapping.Mistakes);
            CheckNeighbours(ladder, rung, rendition, mapping.Mistakes);
            ladder.Rungs.Add(rung);
        }
    }

    private static void CheckNeighbours(Ladder ladder, Rung rung, YamlMappingNode node, LadderMistakes mistakes)
    {
        if (rung.Name.Length > 0 && ladder.Rungs.Any(other => other.Name == rung.Name))
        {
            mistakes.Value(node.Children[new YamlScalarNode("name")], $"Two renditions are named '{rung.Name}'.", "Give each its own name.");
        }

        if (rung.Height > 0 && ladder.Rungs.LastOrDefault() is { } lower && lower.Height > rung.Height)
        {
            mistakes.Value(node.Children[new YamlScalarNode("height")], $"Rendition '{rung.Name}' is lower than the one before it.", "Order the renditions from low to high.");
        }
    }
}
