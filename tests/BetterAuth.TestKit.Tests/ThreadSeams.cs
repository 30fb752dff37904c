using BetterAuth.Accounts;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Tests;

/// <summary>Tells when a store is called from another thread than the one that made the world.</summary>
internal sealed class ThreadSeams(Action onOther) : Seams
{
    public override IAccountStore BelowStore(World world, IAccountStore store) => new Watched(store, onOther);

    private sealed class Watched(IAccountStore inner, Action onOther) : IAccountStore
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
        {
            Check();
            return inner.LoadAsync(identity, cancellationToken);
        }

        public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default)
        {
            Check();
            return inner.FindIdentitiesAsync(kind, key, cancellationToken);
        }

        public ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            Check();
            return inner.CommitAsync(commit, cancellationToken);
        }

        private void Check()
        {
            if (Environment.CurrentManagedThreadId != _thread)
            {
                onOther();
            }
        }
    }
}
