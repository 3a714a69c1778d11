using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Npgsql;

namespace Rushes.Platform.Database.Postgres;

/// <summary>LISTEN and NOTIFY, each on a connection of its own: a transaction in progress would hold notifications back.</summary>
internal sealed class PostgresNotifications(string connectionString) : INotifications
{
    private const int MostUnread = 10_000;

    private NpgsqlConnection? _sender;

    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            _sender ??= await PostgresSession.ConnectAsync(connectionString, cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_notify('rushes', $1)", _sender) { Parameters = { new() { Value = text } } };

            // Not left when cancelled: the connection could not be closed while the command is under way.
            await command.ExecuteNonQueryAsync(cancellationToken).WaitAsync(PostgresEngine.Longest, TimeProvider.System, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Its server says nothing: to close the connection would wait for that, too.
            _sender = null;
            throw;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<string> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await PostgresSession.ConnectAsync(connectionString, cancellationToken);
        var heard = Channel.CreateBounded<string>(new BoundedChannelOptions(MostUnread) { FullMode = BoundedChannelFullMode.DropOldest });
        connection.Notification += (_, notification) => heard.Writer.TryWrite(notification.Payload);
        await using (var command = new NpgsqlCommand("LISTEN rushes", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        yield return "";
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
            while (heard.Reader.TryRead(out var text))
            {
                yield return text;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _sender, null) is { } sender)
        {
            await sender.DisposeAsync();
        }
    }
}
