using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>
/// Folders over HTTP on the loopback interface, with byte ranges, as any web server would serve a package.
/// (Not Kestrel: its framework reference would take assemblies out of the program's folder beside the tests.)
/// </summary>
internal sealed class PackageServer : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html",
        [".js"] = "text/javascript",
        [".m3u8"] = "application/vnd.apple.mpegurl",
        [".mpd"] = "application/dash+xml",
        [".mp4"] = "video/mp4",
        [".m4s"] = "video/iso.segment",
        [".vtt"] = "text/vtt",
        [".json"] = "application/json",
    };

    private readonly HttpListener _listener = new();
    private readonly IReadOnlyDictionary<string, string> _folders;
    private readonly Task _serving;

    /// <param name="folders">First part of a path to folder.</param>
    public PackageServer(IReadOnlyDictionary<string, string> folders)
    {
        _folders = folders;
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Ends with a slash.</summary>
    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    // One after another: everything is small and near.
    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var response = context.Response;
                await AnswerAsync(context.Request, response);
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                // The listener stopped, or a player gave up a request.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        var parts = Uri.UnescapeDataString(request.Url!.AbsolutePath).Split('/', 3);
        var path = parts.Length == 3 && _folders.TryGetValue(parts[1], out var folder) ? Path.Combine(folder, parts[2]) : "";
        if (!File.Exists(path))
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        await using var file = File.OpenRead(path);
        var (start, end) = (0L, file.Length);
        if (request.Headers["Range"] is { } range)
        {
            var words = range["bytes=".Length..].Split('-');
            start = long.Parse(words[0], CultureInfo.InvariantCulture);
            end = words[1].Length == 0 ? end : Math.Min(end, long.Parse(words[1], CultureInfo.InvariantCulture) + 1);
            response.StatusCode = (int)HttpStatusCode.PartialContent;
            response.Headers["Content-Range"] = $"bytes {start}-{end - 1}/{file.Length}";
        }

        response.ContentType = Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        response.ContentLength64 = end - start;
        var bytes = new byte[end - start];
        file.Position = start;
        await file.ReadExactlyAsync(bytes);
        await response.OutputStream.WriteAsync(bytes);
    }
}
