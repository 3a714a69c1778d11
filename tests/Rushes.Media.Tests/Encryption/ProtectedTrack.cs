using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Encryption;

/// <summary>Packages the one track of a file, in segments of a second, clear or under a key.</summary>
internal static class ProtectedTrack
{
    public const string KeyText = "0123456789abcdef0123456789abcdef";

    public static readonly Guid KeyId = new("00112233-4455-6677-8899-aabbccddeeff");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One key for all labels.</summary>
    public static PackageEncryption Encryption(EncryptionScheme scheme, long clearLeadMs = 0)
    {
        var key = new LabelledKey(new ContentKey(KeyId, Convert.FromHexString(KeyText)), default);
        return new PackageEncryption
        {
            Scheme = scheme,
            ClearLeadMs = clearLeadMs,
            Keys = Enum.GetValues<KeyLabel>().ToDictionary(label => label, _ => key),
            HasClearKey = true,
        };
    }

    /// <param name="input">With one track.</param>
    /// <param name="output">Of the packaged track.</param>
    /// <param name="encryption">Null: it stays clear.</param>
    public static async Task<CmafTrackPlan> WriteAsync(string input, string output, PackageEncryption? encryption)
    {
        var index = await IndexAsync(input);
        var starts = index.Format.Kind == TrackKind.Video ? AlignedSegments.Starts([index], 1000)[0] : AudioSegments.Starts(index, 1000);
        var plan = new CmafTrackPlan(index, starts, 2, new CmafTrackOptions { Protection = await ProtectAsync(input, index, starts, encryption) });
        await using var source = new FileSampleSource([input]);
        await using var file = File.Create(output);
        await FileWriter.WriteAsync(plan, [source], file, Token);
        Assert.Equal(plan.Size, file.Length);
        return plan;
    }

    public static async Task<FrameIndex> IndexAsync(string input)
    {
        await using var stream = File.OpenRead(input);
        var movie = await MovieFile.ReadAsync(stream, Token);
        return MovieTrackIndex.Build(Assert.Single(movie.Tracks), input, stream.Length).Index!;
    }

    private static async Task<SampleProtection?> ProtectAsync(string input, FrameIndex index, IReadOnlyList<int> starts, PackageEncryption? encryption)
    {
        if (encryption is null)
        {
            return null;
        }

        await using var source = new FileSampleSource([input]);
        var map = await SampleMap.CreateAsync(index, encryption.Scheme, source, Token);
        using var stored = new MemoryStream();
        map.WriteTo(stored);
        stored.Position = 0;
        return new SampleProtection(encryption, "720p", index, starts, SampleMap.ReadFrom(stored));
    }
}
