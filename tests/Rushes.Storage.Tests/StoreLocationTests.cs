using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Storage.Local;

namespace Rushes.Storage.Tests;

public sealed class StoreLocationTests
{
    [Theory]
    [InlineData("s3://films", "films", "", null, null)]
    [InlineData("s3://films/", "films", "", null, null)]
    [InlineData("s3://films/a/b", "films", "a/b/", null, null)]
    [InlineData("s3://films/a%20b/%C3%A9/", "films", "a b/é/", null, null)]
    [InlineData("s3://films/a?region=eu-west-1", "films", "a/", null, "eu-west-1")]
    [InlineData("s3://films/a?endpoint=http%3A%2F%2F127.0.0.1%3A9000&region=r", "films", "a/", "http://127.0.0.1:9000/", "r")]
    [InlineData("s3://films?endpoint=https://store.example.org", "films", "", "https://store.example.org/", null)]
    public void Parse_Bucket_IsTakenApart(string text, string bucket, string prefix, string? endpoint, string? region) => Assert.Equal(
        new StoreLocation.S3Bucket(bucket, prefix, endpoint is null ? null : new Uri(endpoint), region), StoreLocation.Parse(text));

    [Theory]
    [InlineData("file:///srv/objects", "/srv/objects")]
    [InlineData("file:///srv/a%20b/../c", "/srv/c")]
    public void Parse_Folder_IsItsPath(string text, string path) => Assert.Equal(new StoreLocation.LocalFolder(path), StoreLocation.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("objects")]
    [InlineData("/srv/objects")]
    [InlineData("file://host/share")]
    [InlineData("file:objects")]
    [InlineData("http://example.org/bucket")]
    [InlineData("s3:films")]
    [InlineData("s3://")]
    [InlineData("s3://F/a")]
    [InlineData("s3://films/../a")]
    [InlineData("s3://films/%2e%2e/a")]
    [InlineData("s3://films//a")]
    [InlineData("s3://key:secret@films/a")]
    public void Parse_NoStore_IsRefusedAndSaysHowToSayIt(string text) =>
        Assert.Contains("s3://BUCKET/PREFIX", Assert.Throws<FormatException>(() => StoreLocation.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_ManyMistakes_AreAllNamed()
    {
        var message = Assert.Throws<FormatException>(() => StoreLocation.Parse("s3://F/a?endpoint=ftp://x&region=&size=1")).Message;

        Assert.All(["bucket", "endpoint", "'region'", "'size'"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("s3://films?endpoint=http://me:hunter2@127.0.0.1")]
    [InlineData("s3://films?secret=hunter2")]
    [InlineData("s3://key:hunter2@films/a")]
    [InlineData("https://key:hunter2@example.org/films")]
    [InlineData("https://example.org/films?key=hunter2")]
    [InlineData("s3://films?endpoint=http://127.0.0.1?key=hunter2")]
    public void Parse_Secret_IsRefusedAndNotRepeated(string text) =>
        Assert.DoesNotContain("hunter2", Assert.Throws<FormatException>(() => StoreLocation.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_Folder_IsAStoreOfFiles()
    {
        var folder = Directory.CreateTempSubdirectory("rushes-test-");
        try
        {
            var location = StoreLocation.Parse(LocalObjectStore.UriOf(folder.FullName));

            Assert.IsType<LocalObjectStore>(location.Open([], TimeProvider.System, NullLoggerFactory.Instance));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
