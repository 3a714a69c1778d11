using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Cli.Sequences;

/// <summary>Finds the numbered images that a path means: <c>shot_%04d.dpx</c>, or the folder that has them.</summary>
internal static class ImageSequenceSearch
{
    private const int MostGaps = 5;

    /// <param name="path">Absolute.</param>
    /// <returns>A sequence, or what is wrong with it; neither: the path means none.</returns>
    public static (ImageSequence? Sequence, Failure? Failure) Find(string path)
    {
        var name = Path.GetFileName(path);
        if (Directory.Exists(path))
        {
            return Among(path, [.. Images(path).GroupBy(image => (image.Name.Prefix, image.Name.Suffix))]);
        }

        if (ImageName.Pattern(name) is not { } pattern || Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder))
        {
            return (null, null);
        }

        NumberedImage[] named = [.. Images(folder).Where(image => (image.Name.Prefix, image.Name.Suffix) == (pattern.Prefix, pattern.Suffix) && Fits(image, pattern.Digits))];
        return named.Length == 0 ? (null, null) : Of(folder, named, pattern.Digits);
    }

    private static (ImageSequence? Sequence, Failure? Failure) Among(string folder, IReadOnlyList<IGrouping<(string Prefix, string Suffix), NumberedImage>> sequences) => sequences switch
    {
        [] => (null, null),
        [var one] => Of(folder, [.. one], one.Min(image => image.Name.Digits)),
        _ => (null, Refused(
            "input.several_sequences", folder, $"{folder} has images of {sequences.Count} sequences: {string.Join(", ", sequences.Take(MostGaps).Select(Example))}{(sequences.Count > MostGaps ? ", …" : "")}.",
            "Name one of them, like shot_%04d.dpx.")),
    };

    private static (ImageSequence? Sequence, Failure? Failure) Of(string folder, NumberedImage[] images, int digits)
    {
        Array.Sort(images, (one, other) => one.Name.Number.CompareTo(other.Name.Number));
        var (prefix, suffix) = (images[0].Name.Prefix, images[0].Name.Suffix);
        var sequence = new ImageSequence(
            folder, prefix, digits, suffix, images[0].Name.Number, images.Length, images.Sum(image => image.File.Length), images.Max(image => image.File.LastWriteTimeUtc));
        if (images.FirstOrDefault(image => !Fits(image, digits)) is { } other)
        {
            return (null, Refused("input.sequence_numbers", sequence.Path, $"{other.File.Name} is not numbered as the others are.", "Number all images alike, with as many digits."));
        }

        if (images.FirstOrDefault(image => image.File.Length == 0) is { } empty)
        {
            return (null, Refused("input.empty", empty.File.FullName, $"{empty.File.FullName} is empty.", "Deliver it again."));
        }

        return Gaps(images) is { Length: > 0 } gaps
            ? (null, Refused("input.sequence_gap", sequence.Path, $"Of {sequence.Path} images are missing: {gaps}.", "Deliver them; a film without them is another film."))
            : (sequence, null);
    }

    private static string Gaps(NumberedImage[] images)
    {
        string[] gaps = [.. images.Zip(images.Skip(1))
            .Where(pair => pair.Second.Name.Number > pair.First.Name.Number + 1)
            .Select(pair => (From: pair.First.Name.Number + 1, To: pair.Second.Name.Number - 1))
            .Select(gap => gap.From == gap.To ? $"{gap.From}" : $"{gap.From} to {gap.To}")];
        return string.Join(", ", gaps.Take(MostGaps)) + (gaps.Length > MostGaps ? $" and {gaps.Length - MostGaps} other stretches" : "");
    }

    private static bool Fits(NumberedImage image, int digits) => image.Name.Digits == Math.Max(digits, image.Name.Number.ToString(CultureInfo.InvariantCulture).Length);

    private static string Example(IGrouping<(string Prefix, string Suffix), NumberedImage> sequence) => sequence.First().File.Name;

    private static IEnumerable<NumberedImage> Images(string folder) => new DirectoryInfo(folder).EnumerateFiles()
        .Select(file => ImageName.Of(file.Name) is { } name ? new NumberedImage(file, name) : null)
        .OfType<NumberedImage>();

    private static Failure Refused(string code, string path, string message, string remedy) =>
        new() { Code = code, Category = FailureCategory.Input, Message = message, Place = new Place { Path = path }, Remedy = remedy };

    private sealed record NumberedImage(FileInfo File, ImageName Name);
}
