using Microsoft.Extensions.Logging;

namespace Rushes.Storage.S3;

/// <summary>Writes an object from a stream: at once when it is one part, else in parts that are sent while the stream is read.</summary>
internal sealed class S3Put(S3Calls calls, S3Address place, SemaphoreSlim free, S3Settings settings, ILogger logger)
{
    public async Task RunAsync(Stream content, CancellationToken cancellationToken)
    {
        var reader = new PartReader(content, free, settings.PartBytes);
        using var first = await reader.ReadAsync(cancellationToken); // given back earlier, when it is sent
        if (first.IsLast)
        {
            await new S3Send(calls, place).PutAsync(first, cancellationToken);
            return;
        }

        await new S3Upload(calls, place, logger).RunAsync((id, token) => SendAsync(reader, first, id, token), cancellationToken);
    }

    private async Task<SentParts> SendAsync(PartReader reader, Part first, string id, CancellationToken cancellationToken)
    {
        var sender = new S3Send(calls, place);
        var size = 0L;
        var tags = await PartTasks.RunAsync(
            async parts =>
            {
                for (var part = first; ; part = await reader.ReadAsync(parts.Stopped))
                {
                    var (sent, isLast) = (part, part.IsLast);
                    size += sent.Count;
                    parts.Add(token => sender.SendAsync(sent, id, token));
                    if (isLast)
                    {
                        return;
                    }
                }
            },
            cancellationToken);
        return new SentParts(tags, size);
    }
}
