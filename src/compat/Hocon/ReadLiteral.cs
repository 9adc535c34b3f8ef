using Hocon.Tree;

namespace Hocon;

/// <summary>The one kind of literal there is here: its <see cref="HoconLiteral.LiteralType"/> says how it was written.</summary>
internal sealed class ReadLiteral(LiteralNode node, IHoconElement? parent) : HoconLiteral(node, parent);
