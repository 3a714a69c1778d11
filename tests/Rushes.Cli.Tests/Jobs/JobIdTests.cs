using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Jobs;

public sealed class JobIdTests : IDisposable
{
    private static readonly DateTime Modified = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    private readonly TestFolder _folder = new();

    private EncodeSettings Settings => TestSettings.In(_folder) with { OutputPath = "/out" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Id_OfSameRequest_NeverChanges() =>
        // Pinned: another value here would orphan every unfinished job of our users.
        Assert.Equal("b308bcc257a785ea", JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), Settings));

    [Fact]
    public void Id_OfAnotherRequest_Differs()
    {
        var settings = Settings;
        string[] ids =
        [
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings),
            JobId.Of(new InputIdentity("/film2.mov", 1_000, Modified), settings),
            JobId.Of(new InputIdentity("/film.mov", 1_001, Modified), settings),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified.AddTicks(1)), settings),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { OutputPath = "/other" }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { LadderText = "version: 1" }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { ChunkMs = 30_000 }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { Class = PriorityClass.Express }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { DueText = "+2h" }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { Quality = TitleQuality.Unspecified }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { Quality = TitleQuality.Full }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { Server = new Uri("http://one:1") }),
            JobId.Of(new InputIdentity("/film.mov", 1_000, Modified), settings with { Server = new Uri("http://two:1") }),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Id_WithAnotherWayOfPrinting_IsTheSame() => Assert.Equal(
        JobId.Of(new InputIdentity("/film.mov", 1, Modified), Settings),
        JobId.Of(new InputIdentity("/film.mov", 1, Modified), Settings with { Json = true, Verbose = true, Due = DateTimeOffset.UnixEpoch }));

    [Theory]
    [InlineData("/cache", "/home/me", "/cache/rushes")]
    [InlineData("", "/home/me", "/home/me/.cache/rushes")]
    [InlineData("relative", "/home/me", "/home/me/.cache/rushes")]
    [InlineData(null, null, "/.cache/rushes")]
    public void WorkFolder_ByEnvironment_IsTheCache(string? cacheHome, string? home, string expected) =>
        Assert.Equal(expected, WorkFolder.DefaultRoot(cacheHome, home));
}
