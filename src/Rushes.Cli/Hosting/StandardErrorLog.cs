using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Rushes.Cli.Hosting;

/// <summary>The log, for <c>--verbose</c>: one line of standard error for each event, with what was going on at its end.</summary>
internal sealed class StandardErrorLog(TextWriter writer, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private readonly TextWriter _writer = TextWriter.Synchronized(writer);
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public static ILoggerFactory Create(bool verbose, Surroundings surroundings) => verbose
        ? new LoggerFactory([new StandardErrorLog(surroundings.Error, surroundings.Time)], new LoggerFilterOptions { MinLevel = LogLevel.Debug })
        : NullLoggerFactory.Instance;

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class CategoryLogger(StandardErrorLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            log._writer.WriteLine($"{log.NowText} {logLevel} {category}[{eventId.Id}] {formatter(state, exception)}{log.ScopeText}");
            if (exception is not null)
            {
                log._writer.WriteLine(exception);
            }
        }
    }

    private string NowText => time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private string ScopeText
    {
        get
        {
            var text = new StringBuilder();
            _scopes.ForEachScope((scope, all) => all.Append(CultureInfo.InvariantCulture, $" {{{scope}}}"), text);
            return text.ToString();
        }
    }
}
