using Microsoft.Playwright;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>A page of Chromium with a video element, and the package and the players served to it.</summary>
internal sealed class PlayerPage : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    ];

    // A page has no time limit of its own for what it is asked.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly PackageServer _server;
    private readonly IPage _page;

    private PlayerPage(IPlaywright playwright, IBrowser browser, PackageServer server, IPage page) =>
        (_playwright, _browser, _server, _page) = (playwright, browser, server, page);

    /// <param name="scripts">Run in turn: <c>modules/…</c> of an npm package, <c>pages/…</c> of tests/judges.</param>
    public static async Task<PlayerPage> OpenAsync(Package package, params string[] scripts)
    {
        var (playwright, browser) = await LaunchAsync();
        var server = new PackageServer(new Dictionary<string, string>
        {
            ["package"] = package.Folder,
            ["pages"] = Path.Combine(AppContext.BaseDirectory, "judges"),
            ["modules"] = Path.Combine(JudgeTools.Modules(), "node_modules"),
        });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(server.Address + "pages/page.html");
        foreach (var script in scripts)
        {
            await page.AddScriptTagAsync(new() { Url = server.Address + script });
        }

        return new PlayerPage(playwright, browser, server, page);
    }

    /// <summary>Chromium, or the test is skipped; both are the caller's to end.</summary>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync()
    {
        var chromium = JudgeTools.Chromium();
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Flags }));
    }

    public async Task TellAsync(string expression, object? argument = null) => await AskAsync<object?>(expression, argument);

    public async Task<T> AskAsync<T>(string expression, object? argument = null)
    {
        try
        {
            return await _page.EvaluateAsync<T>(expression, argument).WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"No answer to {expression}: {await _page.EvaluateAsync<string>("JSON.stringify(report())")}");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _server.DisposeAsync();
    }
}
