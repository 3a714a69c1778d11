namespace Rushes.Cli.Serving;

/// <summary>What <c>rushes worker</c> was asked for, checked.</summary>
/// <param name="Server">Address of a server, or of what stands before several.</param>
/// <param name="Token">Null: the server asks for none.</param>
/// <param name="Cores">To share out.</param>
/// <param name="Memory">To share out, bytes.</param>
/// <param name="Store">Instead of the one that the server names.</param>
/// <param name="Drain">How long what runs may go on after the worker was told to stop.</param>
/// <param name="Idle">The worker ends itself after so long without work; null: never.</param>
/// <param name="WorkPath">Scratch.</param>
/// <param name="Verbose">The log goes to standard error.</param>
internal sealed record WorkerSettings(Uri Server, string? Token, int Cores, long Memory, string? Store, TimeSpan Drain, TimeSpan? Idle, string WorkPath, bool Verbose);
