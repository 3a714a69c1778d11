using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Cli.Commands;

/// <summary>What <c>--codecs</c> and <c>--ladder</c> ask for together: a ladder for each codec, in the order of the codecs.</summary>
/// <param name="absolute">Of a path as written.</param>
/// <param name="failures">Gets all that is wrong.</param>
internal sealed class LaddersReader(Func<string, string> absolute, List<Failure> failures)
{
    private const string Standard = "standard";

    /// <param name="codecs">As written; null: none are said, and files say theirs.</param>
    /// <param name="values">Files, or "standard" for the codecs that no file is of; none: standard.</param>
    /// <returns>Each with what it came from: its name, or the text of its file.</returns>
    public IReadOnlyList<(Ladder Ladder, string Text)> Read(string? codecs, IReadOnlyList<string> values)
    {
        var before = failures.Count;
        var names = codecs is null ? [] : ReadCodecs(codecs);
        var files = values.Where(value => value != Standard).Select(ReadFile).OfType<(Ladder Ladder, string Text)>().ToList();
        var standard = values.Count == 0 || values.Contains(Standard);
        if (failures.Count > before)
        {
            return files;
        }

        var ladders = Assign(names, files, standard);
        if (failures.Count == before && ladders.Count > 1)
        {
            failures.AddRange(LadderSet.Problems([.. ladders.Select(ladder => ladder.Ladder)])
                .Select(problem => UsageFailure.Option(names.Count > 0 ? "--codecs" : "--ladder", problem.Message, problem.Remedy)));
        }

        return ladders;
    }

    /// <summary>To each codec its file, or else the standard ladder; then the files that are left.</summary>
    private List<(Ladder Ladder, string Text)> Assign(List<string> names, List<(Ladder Ladder, string Text)> files, bool standard)
    {
        if (names.Count > 0 && files.Exists(file => !names.Exists(file.Ladder.IsOf)))
        {
            failures.Add(UsageFailure.Option("--codecs", $"A ladder file is of another codec than {string.Join(", ", names)}.", "Leave --codecs out: the files say theirs."));
        }

        List<(Ladder Ladder, string Text)> ladders = [];
        foreach (var name in names.Count > 0 ? names : standard && !files.Exists(file => file.Ladder.IsOf(CodecNames.Avc)) ? [CodecNames.Avc] : [])
        {
            if (files.FindIndex(file => file.Ladder.IsOf(name)) is >= 0 and var found)
            {
                ladders.Add(files[found]);
                files.RemoveAt(found);
            }
            else if (standard)
            {
                ladders.Add((StandardLadder.Of(name), name == CodecNames.Avc ? Standard : $"{Standard} {name}"));
            }
            else
            {
                failures.Add(UsageFailure.Option("--codecs", $"No ladder file is of {name}.", "Leave --codecs out: the files say theirs; or add --ladder standard."));
            }
        }

        return [.. ladders, .. files];
    }

    private List<string> ReadCodecs(string codecs)
    {
        List<string> names = [];
        foreach (var codec in codecs.Split(',', StringSplitOptions.TrimEntries))
        {
            if (CodecNames.IsEncoded(codec))
            {
                names.Add(codec);
            }
            else
            {
                failures.Add(codec == CodecNames.WithoutEncoder
                    ? UsageFailure.Option("--codecs", "There is no encoder of VC-1 on this system: FFmpeg has none.", "Choose another codec; VC-1 can be read, and packaged as it is.")
                    : UsageFailure.Option("--codecs", $"The codec '{codec}' is not known.", $"Write one of {string.Join(", ", CodecNames.All)}."));
            }
        }

        return names;
    }

    private (Ladder Ladder, string Text)? ReadFile(string path)
    {
        if (ReadSmallText(path) is not { } text)
        {
            return null;
        }

        switch (LadderFile.Parse(text, path))
        {
            case ParsedLadder.Valid valid:
                return (valid.Ladder, text);
            case ParsedLadder.Invalid invalid:
                failures.AddRange(invalid.Failures);
                return null;
            default:
                throw new InvalidOperationException("A ladder file is valid or not.");
        }
    }

    private string? ReadSmallText(string path)
    {
        const int Largest = 1 << 20;
        try
        {
            var file = new FileInfo(absolute(path));
            if (file.Length <= Largest)
            {
                return File.ReadAllText(file.FullName);
            }

            failures.Add(UsageFailure.Option("--ladder", $"{path} is too large for a ladder file.", "Name a ladder file, or 'standard'."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failures.Add(UsageFailure.Option("--ladder", $"The ladder file cannot be read: {exception.Message}", "Name a ladder file, or 'standard'."));
        }

        return null;
    }
}
