using Microsoft.Playwright;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>Report pages in a browser that has no network: all that they show is in them, on a desk and on a telephone.</summary>
[Collection(nameof(Undisturbed))]
public sealed class ReportPageTests : IDisposable
{
    // A while of black, with sound that is silent and then too loud.
    private const string Film = "-f lavfi -i testsrc2=s=320x180:r=25:d=8,drawbox=t=fill:c=black:enable='between(t,2,3.5)' -f lavfi -i aevalsrc='gt(t,3)*0.9*sin(2*PI*440*t)':d=8:s=48000 "
        + "-c:v libx264 -preset ultrafast -crf 12 -g 50 -pix_fmt yuv420p -c:a aac";

    private const string WhatIsWrong = """
        () => [
            ...(document.documentElement.scrollWidth > innerWidth + 1 ? [`the page is ${document.documentElement.scrollWidth} wide`] : []),
            ...[...document.images].filter(image => !image.complete || image.naturalWidth < 2).map(() => 'a picture is not seen'),
            ...[...document.querySelectorAll('svg')].filter(plot => plot.getBoundingClientRect().width < 90 || plot.getBoundingClientRect().height < 20).map(() => 'a plot is not seen'),
            ...[...document.querySelectorAll('svg')].filter(plot => ![...plot.querySelectorAll('path,polyline,polygon,rect,circle')].some(mark => mark.getBBox().width > 1)).map(() => 'a plot is empty'),
        ]
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_Page_ShowsAllOfItselfWithoutANetwork()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);

        await RunAsync("inspect", film, "--html", _folder["page.html"]);

        await AssertShownAsync("picture.black", plots: 2, pictures: 1);
    }

    [Fact]
    public async Task Quality_Page_ShowsAllOfItselfWithoutANetwork()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);
        var encoded = await TestMedia.MakeAsync(_folder["encoded.mp4"], $"-i {film} -an -c:v libx264 -preset ultrafast -crf 40", Token);

        await RunAsync("quality", film, encoded, "--html", _folder["page.html"]);

        await AssertShownAsync("VMAF", plots: 1, pictures: 1);
    }

    private async Task RunAsync(params string[] arguments)
    {
        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, arguments);
        Assert.True(end.ExitCode == 0, end.ToString());
    }

    private async Task AssertShownAsync(string text, int plots, int pictures)
    {
        var (playwright, browser) = await PlayerPage.LaunchAsync();
        using var driver = playwright;
        await using var ended = browser;
        foreach (var width in (int[])[1280, 390])
        {
            await using var context = await browser.NewContextAsync(new() { Offline = true, ViewportSize = new() { Width = width, Height = 800 } });
            var page = await context.NewPageAsync();
            List<string> problems = [];
            page.Request += (_, request) => problems.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal) ? [] : [$"asks for {request.Url}"]);
            page.PageError += (_, error) => problems.Add(error);
            page.Console += (_, said) => problems.AddRange(said.Type is "error" or "warning" ? [said.Text] : []);

            await page.GotoAsync(new Uri(_folder["page.html"]).AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });

            problems.AddRange(await page.EvaluateAsync<string[]>(WhatIsWrong));
            Assert.Empty(problems);
            Assert.Contains(text, await page.InnerTextAsync("body"), StringComparison.Ordinal);
            Assert.True(await page.Locator("svg").CountAsync() >= plots && await page.Locator("img, svg image").CountAsync() >= pictures, "There are fewer plots or pictures.");
            if (Environment.GetEnvironmentVariable("RUSHES_SCREENSHOTS") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{text}-{width}.png") });
            }
        }
    }
}
