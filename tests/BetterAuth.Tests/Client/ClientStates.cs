using System.Collections.Immutable;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Model;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Client;

/// <summary>Any state of a client, with keys that cost nothing.</summary>
internal static class ClientStates
{
    public static readonly IKeyFactory Keys = PlainSuite.Instance.Keys;

    private static readonly Gen<Utf8Text> Texts = Gen.Byte.Array[0, 20].Select(bytes => new Utf8Text(bytes));

    private static readonly Gen<HeldKey> Key = Gen.Byte[1, 255].Array[8].Select(secret => HeldKey.Import(Keys, secret));

    private static readonly Gen<NewDevice> Devices = Gen.Select(Texts, Texts, Key, Key, (identity, device, current, next) => new NewDevice(identity, device, current, next));

    public static Gen<PendingMessage> Messages { get; } =
        from operation in Gen.Enum<Operation>()
        from digest in Gen.Byte.Array[32]
        from nonce in Texts
        from bytes in Gen.Byte.Array[0, 30]
        from ends in Gen.Bool
        from device in Devices
        from registers in Gen.Bool
        select new PendingMessage(operation, OperationDigest.Read(digest), nonce, bytes, ends) { Registers = registers ? device : null };

    private static readonly Gen<ClientSession> Sessions =
        from token in Texts
        from expiry in Gen.Long[0, DateTime.MaxValue.Ticks]
        from current in Key
        from next in Key
        from future in Maybe(Key)
        from pending in Maybe(Messages)
        select new ClientSession { Token = token, Expiry = new(expiry, TimeSpan.Zero), Current = current, Next = next, Future = future, Pending = pending };

    public static Gen<ClientState> All { get; } =
        from names in Gen.Select(Texts, Texts)
        from keys in Gen.Select(Maybe(Key), Maybe(Key), Maybe(Key))
        from position in Gen.Long[0, long.MaxValue - 1]
        from messages in Gen.Select(Messages.Array[0, 3], Messages.Array[0, 2], Maybe(Messages))
        from exactlyOnce in Gen.Bool
        from session in Maybe(Sessions)
        select new ClientState
        {
            Identity = names.Item1,
            Device = names.Item2,
            Current = keys.Item1,
            Next = keys.Item2,
            Future = keys.Item3,
            Position = position,
            Pending = [.. messages.Item1],
            Acknowledged = [.. messages.Item2],
            Registration = messages.Item3,
            IsServerExactlyOnce = exactlyOnce,
            Session = session,
        };

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Select(Gen.Int[0, 2], gen, (choice, value) => choice == 0 ? null : value);
}
