using System.IO.Compression;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Sqlite;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cases;

/// <summary>
/// Catalogue, section 18: nodes of two versions side by side (docs/decisions/record-versions.md). In Data are a server's file and a client's record as version 0.1 wrote them: an account whose client lost the answer to a rotation that was applied.
/// </summary>
public sealed class UpgradeCases
{
    private const byte AccountVersion = 1;
    private const byte ClientVersion = 2;

    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Cases", "Data");

    [Fact]
    public async Task N_10_what_version_0_1_kept_goes_on_here_and_is_kept_so_that_0_1_could_go_on_with_it()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("server.db");
        await using (FileStream compressed = File.OpenRead(Path.Combine(Data, "server-0.1.db.gz")))
        await using (GZipStream content = new(compressed, CompressionMode.Decompress))
        await using (FileStream file = File.Create(path))
        {
            await content.CopyToAsync(file);
        }

        MemoryClientStore client = new();
        byte[] written = await File.ReadAllBytesAsync(Path.Combine(Data, "client-0.1.record"));
        await client.WriteAsync(written);
        Assert.Equal(written, ClientRecord.Encode(ClientRecord.Decode(written, CryptographicSuite.Default.Keys)));

        await using SqliteAccountStore store = await SqliteAccountStore.OpenAsync(new() { Path = path });
        World world = new(configure: options => options with { Store = store });
        await using BetterAuthClient device = await world.NewClientAsync(client);
        byte[] before = (await store.LoadAsync(device.Identity))!.Value.Record.ToArray();
        Assert.Equal(before, AccountRecord.Encode(AccountRecord.Decode(before)));
        Assert.True(device.HasPendingOperation);

        // The message that was applied by the version before is acknowledged by this one, and has no second effect.
        Assert.True(await device.ResumeAsync());
        Assert.Equal(before, (await store.LoadAsync(device.Identity))!.Value.Record.ToArray());

        await device.RotateDeviceAsync();
        await device.CreateSessionAsync();
        await device.RefreshSessionAsync();
        Assert.Equal(AccountVersion, (await store.LoadAsync(device.Identity))!.Value.Record.Span[0]);
        Assert.Equal(ClientVersion, (await client.ReadAsync())![0]);
    }
}
