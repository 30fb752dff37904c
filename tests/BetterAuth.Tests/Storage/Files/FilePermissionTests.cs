using BetterAuth.Storage.Files;
using BetterAuth.Tests.Support;
using static BetterAuth.Tests.Storage.Files.EncryptedFiles;

namespace BetterAuth.Tests.Storage.Files;

/// <summary>Who may reach a file, and what creating one leaves in its folder.</summary>
public sealed class FilePermissionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("keys");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_file_that_others_can_reach_is_refused_and_the_message_says_what_to_run(UnixFileMode others)
    {
        EncryptedFile.Open(Path, Protector).Dispose();
        if (OperatingSystem.IsWindows())
        {
            return; // the folder's permissions apply
        }

        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        UnauthorizedAccessException exception = Assert.Throws<UnauthorizedAccessException>(() => EncryptedFile.Open(Path, Protector));
        Assert.Contains($"chmod 600 '{Path}'", exception.Message, StringComparison.Ordinal);

        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        EncryptedFile.Open(Path, Protector).Dispose();
    }

    [Fact]
    public void Creating_leaves_the_file_alone_in_its_folder()
    {
        EncryptedFile.Open(Path, Protector).Dispose();
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_protector_that_fails_leaves_no_file()
    {
        BetterAuth.Storage.SecretKeyProtector disposed = new([.. Enumerable.Repeat((byte)1, 32)]);
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => EncryptedFile.Open(Path, disposed));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_missing_is_not_created() =>
        Assert.Throws<DirectoryNotFoundException>(() => EncryptedFile.Open(_folder.File("missing/keys"), Protector));

    [Fact]
    public void An_empty_file_is_not_taken_for_a_new_one()
    {
        using (LockedFile.CreateNew(Path))
        {
        }

        Assert.Throws<InvalidDataException>(() => EncryptedFile.Open(Path, Protector));
        Assert.Equal(0, new FileInfo(Path).Length);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_not_replaced_by_a_new_file()
    {
        File.CreateSymbolicLink(Path, _folder.File("elsewhere"));
        Assert.Throws<FileNotFoundException>(() => EncryptedFile.Open(Path, Protector));
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.Path));
        Assert.NotNull(new FileInfo(Path).LinkTarget);
    }

    [Fact]
    public void A_published_draft_never_replaces_a_file()
    {
        File.WriteAllText(Path, "first");
        File.WriteAllText(_folder.File("draft"), "second");
        DirectoryEntry.Publish(_folder.File("draft"), Path);
        Assert.Equal("first", File.ReadAllText(Path));
    }

    [Fact]
    public void Of_drafts_that_are_published_at_once_one_gets_the_name()
    {
        const int Writers = 4;
        for (int round = 0; round < 100; round++)
        {
            string path = _folder.File("race" + round);
            string[] drafts = [.. Enumerable.Range(0, Writers).Select(writer => $"{path}.{writer}")];
            Array.ForEach(drafts, draft => File.WriteAllText(draft, draft));
            using Barrier start = new(Writers);
            Thread[] threads = [.. drafts.Select(draft => new Thread(() =>
            {
                start.SignalAndWait();
                DirectoryEntry.Publish(draft, path);
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.Equal([File.ReadAllText(path)], drafts.Where(draft => !File.Exists(draft)));
        }
    }

    [Fact]
    public void The_folder_of_a_file_can_be_made_durable_on_Unix() => Assert.Equal(!OperatingSystem.IsWindows(), DirectoryEntry.Flush(Path));
}
