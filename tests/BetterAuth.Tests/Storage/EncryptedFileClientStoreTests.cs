using System.Collections.Concurrent;
using System.Security.Cryptography;
using BetterAuth.Storage;
using BetterAuth.Storage.Files;
using BetterAuth.Tests.Support;
using static BetterAuth.Tests.Storage.Files.EncryptedFiles;

namespace BetterAuth.Tests.Storage;

/// <summary>The store on a real file.</summary>
public sealed class EncryptedFileClientStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => _folder.File("client");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => EncryptedFileClientStore.Open("", Files.EncryptedFiles.Protector)).ParamName);
        Assert.Equal("protector", Assert.Throws<ArgumentNullException>(() => EncryptedFileClientStore.Open("file", null!)).ParamName);
    }

    [Fact]
    public async Task The_last_record_survives_closing_and_opening()
    {
        await using (EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, Protector))
        {
            Assert.Null(await store.ReadAsync(Cancellation));
            await store.WriteAsync("first"u8.ToArray(), Cancellation);
            await store.WriteAsync("second"u8.ToArray(), Cancellation);
            Assert.Equal("second"u8.ToArray(), await store.ReadAsync(Cancellation));
        }

        using EncryptedFileClientStore again = EncryptedFileClientStore.Open(File, Protector);
        Assert.Equal("second"u8.ToArray(), await again.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_passphrase_opens_what_it_created_and_another_does_not()
    {
        using PassphraseKeyProtector protector = new("correct horse");
        using (EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, protector))
        {
            await store.WriteAsync("record"u8.ToArray(), Cancellation);
        }

        byte[] bytes = System.IO.File.ReadAllBytes(File);
        using PassphraseKeyProtector wrong = new("wrong horse", iterations: 1);
        Assert.ThrowsAny<CryptographicException>(() => EncryptedFileClientStore.Open(File, wrong));
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
        using EncryptedFileClientStore again = EncryptedFileClientStore.Open(File, protector);
        Assert.Equal("record"u8.ToArray(), await again.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task CL_23_the_file_shows_nothing_of_a_record_and_belongs_to_its_owner_alone()
    {
        byte[] record = new byte[9000];
        new Random(1).NextBytes(record);
        using (EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, Protector))
        {
            await store.WriteAsync(record, Cancellation);
            await store.WriteAsync(record, Cancellation);
        }

        byte[] bytes = System.IO.File.ReadAllBytes(File);
        for (int position = 0; position + 8 <= record.Length; position++)
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(record.AsSpan(position, 8)));
        }

        byte[] dataKey = new byte[32];
        Protector.Unwrap(FileHeader.Read(new Files.FakeDisk(bytes)).WrappedKey, dataKey);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(dataKey.AsSpan(0, 8)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task CL_18_a_second_opener_is_refused_until_the_first_closes()
    {
        using (EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, Protector))
        {
            IOException exception = Assert.Throws<IOException>(() => EncryptedFileClientStore.Open(File, Protector));
            Assert.Contains("being used by another process", exception.Message, StringComparison.Ordinal);
            await store.WriteAsync("record"u8.ToArray(), Cancellation);
        }

        using EncryptedFileClientStore again = EncryptedFileClientStore.Open(File, Protector);
        Assert.Equal("record"u8.ToArray(), await again.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task CL_18_of_many_that_create_the_file_at_once_one_gets_it_and_its_records_stay()
    {
        for (int round = 0; round < 20; round++)
        {
            string file = _folder.File("race" + round);
            ConcurrentBag<EncryptedFileClientStore> opened = [];
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            {
                try
                {
                    opened.Add(EncryptedFileClientStore.Open(file, Protector));
                }
                catch (IOException)
                {
                    // Somebody else has it.
                }
            })));
            EncryptedFileClientStore store = Assert.Single(opened);
            await store.WriteAsync("record"u8.ToArray(), Cancellation);
            store.Dispose();
            using EncryptedFileClientStore again = EncryptedFileClientStore.Open(file, Protector);
            Assert.Equal("record"u8.ToArray(), await again.ReadAsync(Cancellation));
        }

        Assert.Equal(20, Directory.GetFiles(_folder.Path).Length); // no drafts are left
    }

    [Fact]
    public async Task Concurrent_writes_follow_each_other()
    {
        using EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, Protector);
        await store.WriteAsync(RecordOf(0, 5000), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int number = 0; number < 10; number++)
            {
                await store.WriteAsync(RecordOf(writer, 5000 + writer), Cancellation);
                byte[] record = (await store.ReadAsync(Cancellation))!;
                Assert.Equal(RecordOf(record.Length - 5000, record.Length), record);
            }
        })));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        using EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, Protector);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await store.WriteAsync("record"u8.ToArray(), new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await store.ReadAsync(new CancellationToken(canceled: true)));
        Assert.Null(await store.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_disposed_store_answers_nothing()
    {
        EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, Protector);
        store.Dispose();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAsync(Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.WriteAsync("record"u8.ToArray(), Cancellation));
    }

    [Fact]
    public async Task A_disposed_protector_does_not_close_its_files()
    {
        SecretKeyProtector protector = new(RandomNumberGenerator.GetBytes(32));
        using EncryptedFileClientStore store = EncryptedFileClientStore.Open(File, protector);
        protector.Dispose();
        await store.WriteAsync("record"u8.ToArray(), Cancellation);
        Assert.Equal("record"u8.ToArray(), await store.ReadAsync(Cancellation));
    }

    [Fact]
    public void A_file_that_fails_to_open_is_not_kept_locked()
    {
        EncryptedFileClientStore.Open(File, Protector).Dispose();
        using SecretKeyProtector wrong = new(RandomNumberGenerator.GetBytes(32));
        Assert.ThrowsAny<CryptographicException>(() => EncryptedFileClientStore.Open(File, wrong));
        EncryptedFileClientStore.Open(File, Protector).Dispose();
    }
}
