using System.Security.Cryptography;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Timelines;

public sealed class CodedGroupsTests
{
    private static readonly Rational Tick = new(1, 10);

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Digest_OfStretch_ChangesWithWhatItIsDecodedFrom(int changed, bool changes)
    {
        // Shown from 4.5 s to 5.2 s: groups that start at 4 and 5 s are digests 5 and 6; decoding starts up to two before, and may need one after.
        var digest = Groups(-1).DigestOf(new Rational(45, 10), new Rational(52, 10));

        Assert.Equal(changes, !digest.AsSpan().SequenceEqual(Groups(changed).DigestOf(new Rational(45, 10), new Rational(52, 10))));
    }

    [Fact]
    public void Digest_FromTheStart_ChangesWithEveryGroupBefore()
    {
        var digest = Groups(-1).DigestOf(null, new Rational(52, 10));

        Assert.All(Enumerable.Range(0, 8), group => Assert.NotEqual(digest, Groups(group).DigestOf(null, new Rational(52, 10))));
    }

    [Fact]
    public void Digest_BeforeAllGroups_IsOfWhatComesBefore()
    {
        var digest = Groups(-1).DigestOf(new Rational(-1, 1), new Rational(-1, 2));

        Assert.NotEqual(digest, Groups(0).DigestOf(new Rational(-1, 1), new Rational(-1, 2)));
        Assert.Equal(digest, Groups(3).DigestOf(new Rational(-1, 1), new Rational(-1, 2)));
    }

    [Fact]
    public void File_WrittenAndRead_IsTheSame()
    {
        var groups = Groups(-1);
        using var file = new MemoryStream();
        groups.WriteTo(file);
        file.Position = 0;

        var read = CodedGroups.ReadFrom(file);

        Assert.Equal((groups.TimeBase, groups.Count), (read.TimeBase, read.Count));
        Assert.Equal(groups.DigestOf(1, 7), read.DigestOf(1, 7));
    }

    [Fact]
    public void File_CutAnywhere_IsRefused()
    {
        using var file = new MemoryStream();
        Groups(-1).WriteTo(file);
        var bytes = file.ToArray();

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Throws<MediaFormatException>(() => CodedGroups.ReadFrom(new MemoryStream(bytes, 0, length))));
    }

    [Fact]
    public void Groups_OutOfOrderOrWithoutDigests_AreAMistake()
    {
        Assert.Throws<ArgumentException>(() => new CodedGroups(Tick, [10, 10], new byte[3 * 32]));
        Assert.Throws<ArgumentException>(() => new CodedGroups(Tick, [10, 20], new byte[2 * 32]));
        Assert.Throws<ArgumentException>(() => new CodedGroups(Rational.Zero, [], new byte[32]));
    }

    /// <summary>A group at each second from 0 to 9.</summary>
    /// <param name="changed">Of the digests, 0 being what comes before all groups; -1: none.</param>
    private static CodedGroups Groups(int changed)
    {
        long[] times = [.. Enumerable.Range(0, 10).Select(second => second * 10L)];
        byte[] digests = [.. Enumerable.Range(0, 11).SelectMany(group => SHA256.HashData([(byte)group, (byte)(group == changed ? 1 : 0)]))];
        return new CodedGroups(Tick, times, digests);
    }
}
