using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// Two servers and four workers over PostgreSQL and S3. Everybody reaches everybody else by links that can be cut; workers have
/// networks of their own where that is allowed, and nothing but their links in them.
/// </summary>
internal sealed class ChaosFleet : IAsyncDisposable
{
    private const string Lease = "4s";
    private const int Servers = 2;
    private const int Workers = 4;

    private readonly RushesProgram _program;
    private readonly FleetProcesses _processes;
    private readonly PostgresDatabase _database;
    private readonly List<Link> _links = [];
    private readonly List<NetworkNamespace> _networks = [];
    private readonly string _work;

    private ChaosFleet(RushesProgram program, PostgresDatabase database, string store, string work)
    {
        (_program, _database, Store, _work) = (program, database, store, work);
        _processes = new FleetProcesses(program);
    }

    public List<ChaosMember> Members { get; } = [];

    /// <summary>Those of the servers, which come first.</summary>
    public IEnumerable<ChaosMember> Serving => Members.Take(Servers);

    /// <summary>For clients: now to one server, now to the other.</summary>
    public Link Front { get; private set; } = null!;

    public string Url => UrlOf(Front);

    /// <summary>Without a link.</summary>
    public string Store { get; }

    public string ConnectionString => _database.ConnectionString;

    public int Networks => _networks.Count;

    public static async Task<ChaosFleet> StartAsync(RushesProgram program, string work, CancellationToken cancellationToken)
    {
        var store = await S3Server.NewStoreAsync();
        var fleet = new ChaosFleet(program, await PostgresDatabase.CreateAsync(cancellationToken), store, work);
        List<EndPoint> servers = [];
        for (var i = 0; i < Servers; i++)
        {
            servers.Add(await fleet.ServeAsync(cancellationToken));
        }

        fleet.Front = fleet.Connect(Link.Listen(), [.. servers]);
        for (var i = 0; i < Workers; i++)
        {
            await fleet.WorkAsync([.. servers], cancellationToken);
        }

        return fleet;
    }

    /// <summary>Another server, which keeps nothing that has ended, until it is told to end.</summary>
    public async Task<ChaosMember> ServeAndForgetAsync(CancellationToken cancellationToken)
    {
        var (process, _) = await _processes.ServeAsync(cancellationToken, "--work", _work, "--database", UrlOf(_database, null), "--store", Store, "--retain", "0s");
        return new ChaosMember(process, [], () => throw new InvalidOperationException("It does not come back."));
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        foreach (var link in _links)
        {
            await link.DisposeAsync();
        }

        _networks.ForEach(network => network.Dispose());
        await _database.DisposeAsync();
    }

    private async Task<EndPoint> ServeAsync(CancellationToken cancellationToken)
    {
        var database = Connect(Link.Listen(), new UnixDomainSocketEndPoint(Path.Combine(new NpgsqlConnectionStringBuilder(ConnectionString).Host!, ".s.PGSQL.5432")));
        var store = Connect(Link.Listen(), StoreServer());
        string[] arguments = ["--work", _work, "--database", UrlOf(_database, database), "--store", StoreBy(store), "--lease", Lease];
        var (process, address) = await _processes.ServeAsync(cancellationToken, arguments);
        var listen = new Uri(address).Authority;
        Members.Add(new ChaosMember(process, [database, store], async () => (await _processes.ServeAsync(cancellationToken, [.. arguments, "--listen", listen])).Process));
        return IPEndPoint.Parse(listen);
    }

    private async Task WorkAsync(EndPoint[] servers, CancellationToken cancellationToken)
    {
        var network = await NetworkNamespace.TryCreateAsync(cancellationToken);
        if (network is not null)
        {
            _networks.Add(network);
        }

        var server = Connect(network?.Listen() ?? Link.Listen(), servers);
        var store = Connect(network?.Listen() ?? Link.Listen(), StoreServer());
        Process Start() => _processes.Work(UrlOf(server), network?.Command ?? [], "--store", StoreBy(store));
        Members.Add(new ChaosMember(Start(), [server, store], () => Task.FromResult(Start())));
    }

    private Link Connect(Socket listener, params IReadOnlyList<EndPoint> places)
    {
        var link = new Link(listener, places);
        _links.Add(link);
        return link;
    }

    private string StoreBy(Link link) => $"{Store.Split('?')[0]}?endpoint={Uri.EscapeDataString(UrlOf(link))}";

    private static IPEndPoint StoreServer() => IPEndPoint.Parse(new Uri(S3Server.Endpoint).Authority);

    private static string UrlOf(Link link) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{link.Port}");

    private static string UrlOf(PostgresDatabase database, Link? link)
    {
        var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return link is null
            ? $"postgres://{parts.Username}@localhost/{parts.Database}?Host={Uri.EscapeDataString(parts.Host!)}"
            : string.Create(CultureInfo.InvariantCulture, $"postgres://{parts.Username}@127.0.0.1:{link.Port}/{parts.Database}");
    }
}
