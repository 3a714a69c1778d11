using System.Security.Cryptography;
using Rushes.Storage.Composing;
using Rushes.Storage.S3;

namespace Rushes.Storage.Tests.S3;

/// <summary>Whatever the pieces, the parts are what S3 takes, hold every byte once, and send no more than they must.</summary>
public sealed class PartPlanTests
{
    private const long Least = 5 << 20;
    private const long Usual = 8 << 20;
    private const long UsualCopy = 256 << 20;
    private const long MostOfAPart = 5L << 30;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(0, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Of_AnyPieces_EveryByteIsInOnePartThatS3Takes(int seed)
    {
        var pieces = Pieces(new Random(seed), Enum.GetValues<Shape>()[seed % Enum.GetValues<Shape>().Length]);

        var parts = await PlanAsync(pieces);

        Assert.Equal(Runs(pieces), Runs(parts.SelectMany(part => part.Pieces)));
        Assert.All(parts, part => Assert.Equal(part.Length, part.Pieces.Sum(piece => piece.Length)));
        Assert.All(parts, part => Assert.InRange(part.Length, 1, MostOfAPart));
        Assert.All(parts.SkipLast(1), part => Assert.InRange(part.Length, Least, MostOfAPart));
        Assert.InRange(parts.Count, 0, PartSizes.MostOfSections);
        Assert.All(parts.Where(part => part.IsCopied), part => Assert.NotNull(Assert.Single(part.Pieces).Uri));
    }

    /// <summary>Each stretch of bytes of ours is a part of the least size, or of its own.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Of_RangesThatCanLendToBothSides_NoMoreIsSentThanMustBe(int seed)
    {
        var random = new Random(seed);
        List<ObjectPiece> pieces = [];
        long sent = 0;
        for (var number = random.Next(1, 30); number > 0; number--)
        {
            var own = random.Next(1, random.Next(2) == 0 ? 200 : 7 << 20);
            pieces.AddRange([Range(3 * Least, 600 << 20, random), ObjectPiece.Of(new byte[own])]);
            sent += number == 1 ? own : Math.Max(Least, own);
        }

        var parts = await PlanAsync(pieces);

        Assert.Equal(sent, parts.Where(part => !part.IsCopied).Sum(part => part.Length));
    }

    /// <summary>The second range could lend, but then it could not be copied any more.</summary>
    [Fact]
    public async Task Of_NeighbourWithLittleToLend_TheOtherLends()
    {
        var parts = await PlanAsync([ObjectPiece.Of("a", 0, 3 * Least), ObjectPiece.Of(new byte[100]), ObjectPiece.Of("b", 0, Least + 1)]);

        Assert.Equal([(2 * Least) + 100, Least, Least + 1], parts.Select(part => part.Length));
        Assert.Equal([true, false, true], parts.Select(part => part.IsCopied));
    }

    [Fact]
    public async Task Of_LongRange_IsCopiedInPartsSideBySide()
    {
        var parts = await PlanAsync([ObjectPiece.Of("a", 0, (10 * UsualCopy) + 1)]);

        Assert.Equal(10, parts.Count);
        Assert.All(parts, part => Assert.True(part.IsCopied));
    }

    /// <summary>A terabyte in chunks that are too many for the parts of one upload: all are copied all the same.</summary>
    [Fact]
    public async Task Of_MoreRangesThanPartsOfAnUpload_AllAreCopied()
    {
        var chunk = 20L << 20;
        var pieces = Enumerable.Range(0, 50_000).Select(number => ObjectPiece.Of($"{number}", 0, chunk)).ToList();

        var parts = await PlanAsync(pieces);

        Assert.Equal(pieces.Count, parts.Count);
        Assert.All(parts, part => Assert.True(part.IsCopied));
    }

    /// <summary>And where all has to be sent, it goes into the parts of one.</summary>
    [Fact]
    public async Task Of_TerabytesThatCannotBeCopied_FewPartsAreEnough()
    {
        var pieces = Enumerable.Range(0, 500_000).Select(number => ObjectPiece.Of($"{number}", 0, Least - 1)).ToList();

        var parts = await PlanAsync(pieces);

        Assert.InRange(parts.Count, 1, PartSizes.MostParts);
        Assert.Equal((Least - 1) * pieces.Count, parts.Sum(part => part.Length));
    }

    private static async Task<List<PlannedPart>> PlanAsync(IReadOnlyCollection<ObjectPiece> pieces) =>
        await new PartPlan(PartBudget.Of(pieces.Sum(piece => piece.Length), PartSizes.MostOfSections, Least, Usual), UsualCopy)
            .OfAsync(pieces.ToAsyncEnumerable(), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    private enum Shape
    {
        Small,
        Mixed,
        AroundTheLeast,
        Terabytes,
    }

    private static List<ObjectPiece> Pieces(Random random, Shape shape) =>
        [.. Enumerable.Range(0, random.Next(0, shape == Shape.Terabytes ? 20_000 : 60)).Select(_ => shape switch
        {
            Shape.Small => random.Next(2) == 0 ? Own(random, 3000) : Range(1, 1 << 20, random),
            Shape.Mixed => random.Next(2) == 0 ? Own(random, 200) : Range(1, 50 << 20, random),
            Shape.AroundTheLeast => random.Next(3) == 0 ? Own(random, 3 << 20) : Range(Least - 2, (3 * Least) + 2, random),
            _ => random.Next(2) == 0 ? Own(random, 100) : Range(1 << 20, 300 << 20, random),
        })];

    private static ObjectPiece Own(Random random, int most)
    {
        var bytes = new byte[random.Next(1, most)];
        random.NextBytes(bytes);
        return ObjectPiece.Of(bytes);
    }

    private static ObjectPiece Range(long least, long most, Random random) =>
        ObjectPiece.Of($"object {random.Next(1000)}", random.NextInt64(1 << 30), random.NextInt64(least, most));

    /// <summary>What was cut is whole again: ranges by their ends, bytes of ours by their digest.</summary>
    private static List<string> Runs(IEnumerable<ObjectPiece> pieces)
    {
        List<string> runs = [];
        ObjectPiece? before = null;
        using var own = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in pieces.Append(ObjectPiece.Of("end", 0, 1)))
        {
            if (before is { } run && !run.IsFollowedBy(piece) && (run.Uri ?? piece.Uri) is not null)
            {
                runs.Add(run.Uri is null ? Convert.ToHexString(own.GetHashAndReset()) : $"{run.Uri} {run.Offset} {run.Length}");
                before = null;
            }

            own.AppendData(piece.Bytes.Span);
            before = before is { Uri: not null } range ? range.With(piece) : piece;
        }

        return runs;
    }
}
