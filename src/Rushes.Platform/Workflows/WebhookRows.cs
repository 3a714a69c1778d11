using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>Whom to tell when a run has ended. That it is told is a message, which commits with the end.</summary>
internal static class WebhookRows
{
    public static void Insert(Transaction transaction, string run, Webhook? webhook)
    {
        if (webhook is not null)
        {
            transaction.Sql.Execute(
                "INSERT INTO webhook (run_id, url, secret) VALUES (@run, @url, @secret)", ("run", run), ("url", webhook.Url), ("secret", webhook.Secret));
        }
    }

    public static Webhook? Find(SqlSession sql, string run) => sql.Query(
        "SELECT url, secret FROM webhook WHERE run_id = @run", row => new Webhook { Url = row.GetString(0), Secret = row.GetString(1) }, ("run", run)).SingleOrDefault();

    /// <summary>The run has ended. One that is tried again and ends again is told again.</summary>
    public static void Tell(Transaction transaction, MessageQueue queue, RunRow run)
    {
        if (Find(transaction.Sql, run.Id) is not null)
        {
            queue.Send(transaction, new OutgoingMessage(QueueNames.Webhooks, run.Priority, new TellWebhook { Run = run.Id }));
        }
    }
}
