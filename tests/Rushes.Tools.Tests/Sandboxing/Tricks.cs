using System.Globalization;
using System.Text;
using Rushes.Testing;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>
/// The tricks that are known of FFmpeg's inputs. Each leads to the canary file or to the canary server, which
/// <see cref="HostileMediaTests"/> proves of each by letting it.
/// </summary>
internal static class Tricks
{
    internal const string LinkBeside = "link beside the input";

    private const string AnyProtocol = "file,http,tcp,crypto,data,concat,subfile";
    private static readonly string[] Hls = ["-protocol_whitelist", AnyProtocol, "-allowed_extensions", "ALL", "-f", "hls"];

    internal static TheoryData<string> Names { get; } =
    [
        "HLS playlist with a file", "HLS playlist with a server", "HLS playlist called .mp4", "HLS playlist with a key", "HLS in data:",
        "HLS master of a playlist", "concat script", "concat script with a server", "DASH manifest with a file", "DASH manifest with a server",
        "VobSub index", "MOV with an alias", "concat:", "subfile:", "http:", "tcp:", "crypto:", "movie filter", "image sequence", LinkBeside,
    ];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">For the files of the trick.</param>
    /// <param name="canary">A path beside them.</param>
    /// <param name="port">Of the canary server.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    internal static async Task<Trick> MakeAsync(string name, TemporaryFolder folder, string canary, int port, CancellationToken cancellationToken)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/a.ts");
        return name switch
        {
            "HLS playlist with a file" => new(folder.Write("a.m3u8", Playlist(canary)), Hls),
            "HLS playlist with a server" => new(folder.Write("a.m3u8", Playlist(server)), Hls),
            "HLS playlist called .mp4" => new(folder.Write("a.mp4", Playlist(canary)), Hls),
            "HLS playlist with a key" => new(folder.Write("a.m3u8", Playlist(folder.Write("segment.ts", new byte[1024]), $"#EXT-X-KEY:METHOD=AES-128,URI=\"{server}\"\n")), Hls),
            "HLS in data:" => new($"data:application/x-mpegurl;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(Playlist($"file:{canary}")))}", Hls),
            "HLS master of a playlist" => new(folder.Write("a.m3u8", $"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{canary}\n"), Hls),
            "concat script" => new(folder.Write("a.ffconcat", $"ffconcat version 1.0\nfile '{canary}'\n"), "-safe", "0"),
            "concat script with a server" => new(
                folder.Write("a.ffconcat", $"ffconcat version 1.0\nfile '{server}'\n"), "-safe", "0", "-protocol_whitelist", AnyProtocol),
            "DASH manifest with a file" => new(folder.Write("a.mpd", Manifest(canary)), "-protocol_whitelist", AnyProtocol, "-allowed_extensions", "ALL"),
            "DASH manifest with a server" => new(folder.Write("a.mpd", Manifest(server.Replace(".ts", ".mp4", StringComparison.Ordinal))), "-protocol_whitelist", AnyProtocol),
            "VobSub index" => VobSub(folder, canary),
            "MOV with an alias" => new(
                await ReferenceMovie.MakeAsync(folder, canary, cancellationToken), "-enable_drefs", "1", "-use_absolute_path", "1"),
            "concat:" => new($"concat:{canary}"),
            "subfile:" => new($"subfile,,start,0,end,10,,:{canary}"),
            "http:" => new(server),
            "tcp:" => new(string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{port}")),
            "crypto:" => new($"crypto:{canary}", "-key", new string('0', 32), "-iv", new string('0', 32)),
            "movie filter" => new($"movie=filename='{canary}'", "-f", "lavfi"),
            "image sequence" => Sequence(folder, canary),
            LinkBeside => Link(folder, canary),
            _ => throw new ArgumentException($"There is no trick '{name}'.", nameof(name)),
        };
    }

    private static string Playlist(string uri, string before = "") =>
        $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n{before}#EXTINF:1,\n{uri}\n#EXT-X-ENDLIST\n";

    private static string Manifest(string uri) =>
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" mediaPresentationDuration=\"PT2S\">"
        + "<Period><AdaptationSet><Representation id=\"1\" mimeType=\"video/mp4\" bandwidth=\"1\">"
        + $"<BaseURL>{uri}</BaseURL></Representation></AdaptationSet></Period></MPD>";

    /// <summary>FFmpeg opens the file of the same name that holds the pictures.</summary>
    private static Trick VobSub(TemporaryFolder folder, string canary)
    {
        File.CreateSymbolicLink(folder["a.sub"], canary);
        return new(folder.Write("a.idx", "# VobSub index file, v7 (do not modify this line!)\nsize: 720x576\nid: en, index: 0\ntimestamp: 00:00:01:000, filepos: 000000000\n"));
    }

    /// <summary>A name with a number in it is a pattern to FFmpeg: it opens what fits.</summary>
    private static Trick Sequence(TemporaryFolder folder, string canary)
    {
        File.CreateSymbolicLink(folder["a1.png"], canary);
        return new(folder.Write("a%d.png", "no picture"));
    }

    private static Trick Link(TemporaryFolder folder, string canary)
    {
        File.CreateSymbolicLink(folder["link.mp4"], canary);
        return new(folder["link.mp4"]);
    }
}
