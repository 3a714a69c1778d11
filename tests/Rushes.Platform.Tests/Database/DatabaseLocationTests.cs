using Npgsql;
using Rushes.Platform.Database;

namespace Rushes.Platform.Tests.Database;

public sealed class DatabaseLocationTests
{
    [Theory]
    [InlineData("postgres://films.example/rushes", "films.example", 5432)]
    [InlineData("postgresql://films.example:6432/rushes", "films.example", 6432)]
    [InlineData("postgres://[::1]:6432/rushes", "[::1]", 6432)]
    [InlineData("postgres://%2Frun%2Fpostgresql:6432/rushes", "/run/postgresql", 6432)]
    [InlineData("postgres:///rushes?host=%2Frun%2Fpostgresql", "/run/postgresql", 5432)]
    [InlineData("postgres://one,two/rushes", "one,two", 5432)]
    [InlineData("postgres://one:6432,[::1]:6433,%2Frun%2Fpostgresql/rushes", "one:6432,[::1]:6433,/run/postgresql", 5432)]
    public void Parse_Servers_AreThoseOfTheUrl(string text, string host, int port)
    {
        var parts = Parse(text);

        Assert.Equal((host, port, "rushes"), (parts.Host, parts.Port, parts.Database));
    }

    [Fact]
    public void Parse_UserPasswordAndSettings_AreDecoded()
    {
        var parts = Parse("postgres://film%40home:p%2Fss%3Aw%2Crd@one,two/rush%20es?SSL%20Mode=VerifyFull&Root%20Certificate=%2Fca.pem");

        Assert.Equal(("film@home", "p/ss:w,rd", "rush es"), (parts.Username, parts.Password, parts.Database));
        Assert.Equal((SslMode.VerifyFull, "/ca.pem"), (parts.SslMode, parts.RootCertificate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("mysql://user:secret@films.example/rushes")]
    [InlineData("postgres://user:secret@one:port/rushes")]
    [InlineData("postgres://user:secret@one,/rushes")]
    [InlineData("postgres://user:secret@one,,two/rushes")]
    [InlineData("postgres://user:secret@::1/rushes")]
    [InlineData("postgres://user:secret@one/rushes/more")]
    public void Parse_NoDatabase_IsRefusedAndNotRepeated(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => DatabaseLocation.Parse(text));

        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://one/rushes?colour=blue")]
    [InlineData("postgres://one/rushes?SSL%20Mode=blue")]
    public void Parse_UnknownSetting_IsRefused(string text) => Assert.ThrowsAny<ArgumentException>(() => DatabaseLocation.Parse(text));

    [Fact]
    public void Name_OfSeveralServers_HasThemAndNoPassword() => Assert.Equal(
        "postgres://one:6432,two/rushes", Assert.IsType<DatabaseLocation.PostgresServer>(DatabaseLocation.Parse("postgres://user:secret@one:6432,two/rushes")).Name);

    private static NpgsqlConnectionStringBuilder Parse(string text) =>
        new(Assert.IsType<DatabaseLocation.PostgresServer>(DatabaseLocation.Parse(text)).ConnectionString);
}
