using Rushes.Platform.Rpc.Access;

namespace Rushes.Platform.Tests.Rpc;

public sealed class AccessFileTests
{
    private const string Hash = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

    [Fact]
    public void File_AsDocumented_IsRead()
    {
        var file = AccessFile.Parse(
            $"""
            tokens:
              - name: studio
                sha256: {Hash}
                roles: [submit, Read]
                expires: 2031-01-01T00:00:00Z
              - name: operator
                sha256: {Hash}
                roles: [administer]
            webhookSecrets:
              - name: studio
                secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
            """,
            "access.yaml");
        Assert.Equal(["studio", "operator"], file.Tokens.Select(token => token.Name));
        Assert.Equal(Convert.FromHexString(Hash), file.Tokens[0].Hash.ToArray());
        Assert.Equal([RpcRole.Submit, RpcRole.Read], file.Tokens[0].Roles.Order());
        Assert.Equal(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero), file.Tokens[0].Expires);
        Assert.Null(file.Tokens[1].Expires);
        Assert.True(file.WebhookSecrets.ContainsKey("studio"));
    }

    [Fact]
    public void File_ManyMistakes_AreToldWithTheirLines()
    {
        var error = Assert.Throws<FormatException>(() => AccessFile.Parse(
            """
            tokens:
              - name: a
                sha256: my-secret-token
                roles: [submit, fly]
                expires: never
                colour: red
              - name: a
                sha256: abc
                roles: submit
            webhookSecrets:
              - name: b
                secret: whsec_short
            more: 1
            """,
            "access.yaml"));
        Assert.Equal(
            [3, 4, 5, 6, 7, 8, 9, 12, 13],
            error.Message.Split('\n').Select(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("my-secret-token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_short", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tokens: []")]
    [InlineData("- a")]
    [InlineData("tokens: [")]
    public void File_WithoutTokens_IsRefused(string text) => Assert.Throws<FormatException>(() => AccessFile.Parse(text, "access.yaml"));
}
