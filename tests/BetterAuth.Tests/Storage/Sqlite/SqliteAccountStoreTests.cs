using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Storage.Sqlite;

public class SqliteAccountStoreTests : AccountStoreContract
{
    private readonly DatabaseFolder _folder = new();

    protected override async ValueTask<IAccountStore> OpenAsync(TimeProvider? clock) => await _folder.OpenAsync(
        _folder.NewFile(),
        options => clock is null ? options : options with { TimeProvider = clock, SweepInterval = TimeSpan.FromSeconds(1) });

    protected override IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> Revocations(IAccountStore store) =>
        ((SqliteAccountStore)store).RevocationsAsync(int.MaxValue, Cancel).AsTask().Result;

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _folder.DisposeAsync();
    }
}
