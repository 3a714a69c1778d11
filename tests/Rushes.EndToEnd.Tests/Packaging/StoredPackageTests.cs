using Rushes.Storage;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>Packages in S3, fetched and verified.</summary>
public sealed class StoredPackageTests : IDisposable
{
    private const string Mezzanine = "-f lavfi -i testsrc2=size=192x108:rate=25:duration=4 -f lavfi -i sine=duration=4 -c:v prores_ks -c:a pcm_s24le -timecode 01:00:00:00";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>A local input passes through us, so its frames are known; one that the store copies itself is not read.</summary>
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task Package_InS3_IsProvenWhenItIsFetched(bool fromStore, int provenTracks)
    {
        var store = await S3Server.NewStoreAsync();
        var prefix = store[..store.IndexOf('?', StringComparison.Ordinal)];
        var source = await TestMedia.MakeAsync(_folder["film.mov"], Mezzanine, Token);
        if (fromStore)
        {
            await using var media = File.OpenRead(source);
            source = await Open($"{prefix}/in").PutAsync("film.mov", media, Token);
        }

        var packaged = await Program().RunAsync(Token, "package", source, "--out", $"{prefix}/out", "--layout", "copyable");
        Assert.True(packaged.ExitCode == 0, packaged.ToString());
        await FetchAsync($"{prefix}/out");

        var verified = await Program().RunAsync(Token, "verify", _folder["out"], "--json");
        Assert.True(verified.ExitCode == 0, verified.ToString());
        using var answer = System.Text.Json.JsonDocument.Parse(verified.Output);
        Assert.Equal(provenTracks, answer.RootElement.GetProperty("movies")[0].GetProperty("tracks").GetArrayLength());

        var file = await File.ReadAllBytesAsync(_folder["out/mov/prores-hq-108p.mov"], Token);
        file[fromStore ? 40 : file.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(_folder["out/mov/prores-hq-108p.mov"], file, Token);
        Assert.Equal(5, (await Program().RunAsync(Token, "verify", _folder["out"])).ExitCode);
    }

    private static IObjectStore Open(string prefix) =>
        ((StoreLocation.S3Bucket)StoreLocation.Parse($"{prefix}?endpoint={Uri.EscapeDataString(S3Server.Endpoint)}"))
            .Open([], TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

    private async Task FetchAsync(string prefix)
    {
        var store = Open(prefix);
        await foreach (var key in store.ListAsync(string.Empty, Token))
        {
            var path = _folder[$"out/{key}"];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var from = await store.OpenReadAsync($"{prefix}/{key}", Token);
            await using var to = File.Create(path);
            await from.CopyToAsync(to, Token);
        }
    }

    private RushesProgram Program() => new RushesProgram(_folder["work"]).With("AWS_ENDPOINT_URL", S3Server.Endpoint);
}
