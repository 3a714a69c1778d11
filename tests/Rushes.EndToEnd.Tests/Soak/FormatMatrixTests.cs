using System.Collections.Concurrent;
using System.Text;
using Rushes.EndToEnd.Tests.Formats;
using Rushes.EndToEnd.Tests.House;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Soak;

/// <summary>Every kind of source in every format, in chunks: without loss where the codec can, else frame by frame. Writes docs/matrix.md.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "matrix")]
public sealed class FormatMatrixTests(ITestOutputHelper output)
{
    private const string Head =
        """
        # Sources and formats

        Written by `./test --soak matrix`, which encodes each file below in each format, in chunks of half a second, and decodes the
        result with FFmpeg. All frames are there, at exactly the times of the source, counted from the first, and

        - **lossless**: each has the source's pixels, by MD5;
        - **exact**: each shows its own frame of the source and not one of those beside it (by small pictures of the luma);
        - **refused**: nothing was encoded, with the code of the refusal. Behind "exact" it says why there is no lossless rendition.


        """;

    [Fact]
    public async Task Encode_EverySourceInEveryFormat_KeepsEveryFrame()
    {
        var cells = new ConcurrentDictionary<(MatrixSource Source, FormatCase Format), string>();
        TestMedia.Shared(MatrixSource.All[0].Name);
        await Parallel.ForEachAsync(
            MatrixSource.All, TestContext.Current.CancellationToken, async (source, token) =>
            {
                using var folder = new TemporaryFolder();
                var path = await source.OpenAsync(folder, token);
                var pictures = await SourcePictures.ReadAsync(path, folder, token);
                foreach (var format in FormatCase.All)
                {
                    cells[(source, format)] = await FormatProof.ProveAsync(path, pictures, format, token);
                    output.WriteLine($"{source.Name} {format.Codec}: {cells[(source, format)]}");
                }
            });

        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs/matrix.md"), Table(cells), TestContext.Current.CancellationToken);
        Assert.Empty(cells.Where(cell => cell.Value.StartsWith(FormatProof.Wrong, StringComparison.Ordinal))
            .Select(cell => $"{cell.Key.Source.Name} {cell.Key.Format.Codec}: {cell.Value}"));
    }

    private static string Table(ConcurrentDictionary<(MatrixSource Source, FormatCase Format), string> cells)
    {
        var table = new StringBuilder(Head.ReplaceLineEndings("\n"));
        Row(table, ["source", "file", .. FormatCase.All.Select(format => format.Codec)]);
        Row(table, ["---", "---", .. FormatCase.All.Select(_ => "---")]);
        foreach (var source in MatrixSource.All)
        {
            Row(table, [source.Kind, $"`{source.Name}`", .. FormatCase.All.Select(format => cells[(source, format)].ReplaceLineEndings(" "))]);
        }

        return table.ToString();
    }

    private static void Row(StringBuilder table, IEnumerable<string> row) => table.Append("| ").AppendJoin(" | ", row).Append(" |\n");
}
