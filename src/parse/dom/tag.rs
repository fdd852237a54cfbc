//! The element names that matter to a reader of the page.

use html5ever::{LocalName, local_name};

macro_rules! tags {
    ($($variant:ident $name:tt),* $(,)?) => {
        /// What a node is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Tag {
            /// The document.
            Document,
            /// A piece of text.
            Text,
            /// A comment, doctype or the like.
            Ignored,
            /// An element with no name of this list.
            Other,
            $($variant,)*
        }

        impl Tag {
            /// The tag of an element name.
            pub fn from_name(name: &LocalName) -> Self {
                match *name {
                    $(local_name!($name) => Tag::$variant,)*
                    _ => Tag::Other,
                }
            }
        }
    };
}

tags! {
    A "a", Abbr "abbr", Address "address", Article "article", Aside "aside", Audio "audio", B "b", Base "base", Big "big",
    Blockquote "blockquote", Body "body", Br "br", Button "button", Canvas "canvas", Caption "caption", Center "center", Cite "cite",
    Code "code", Col "col", Colgroup "colgroup", Dd "dd", Del "del", Details "details", Dialog "dialog", Dir "dir", Div "div",
    Dl "dl", Dt "dt", Em "em", Embed "embed", Fieldset "fieldset", Figcaption "figcaption", Figure "figure", Font "font",
    Footer "footer", Form "form", Frame "frame", Frameset "frameset", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6",
    Head "head", Header "header", Hgroup "hgroup", Hr "hr", Html "html", I "i", Iframe "iframe", Img "img", Input "input",
    Ins "ins", Label "label", Legend "legend", Li "li", Link "link", Main "main", Map "map", Mark "mark", Math "math", Menu "menu",
    Meta "meta", Nav "nav", Noembed "noembed", Noframes "noframes", Noscript "noscript", Object "object", Ol "ol",
    Optgroup "optgroup", Option "option", Output "output", P "p", Picture "picture", Pre "pre", Progress "progress", Q "q",
    Rp "rp", Rt "rt", Ruby "ruby", S "s", Samp "samp", Script "script", Section "section", Select "select", Small "small",
    Source "source", Span "span", Strong "strong", Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg",
    Table "table", Tbody "tbody", Td "td", Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead",
    Time "time", Title "title", Tr "tr", Track "track", Tt "tt", U "u", Ul "ul", Var "var", Video "video", Wbr "wbr",
}

impl Tag {
    /// The level of a heading, 1 to 6.
    pub const fn heading_level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether its borders end a line of text.
    pub const fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Document
                | Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Dir
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | Frameset
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Head
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | Optgroup
                | Option
                | P
                | Pre
                | Section
                | Select
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
                | Video
                | Audio
                | Iframe
                | Noscript
                | Template
        )
    }

    /// Whether what it holds is never words of the page.
    pub const fn is_opaque(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Ignored
                | Audio
                | Base
                | Button
                | Canvas
                | Col
                | Colgroup
                | Embed
                | Frame
                | Frameset
                | Head
                | Iframe
                | Input
                | Link
                | Map
                | Math
                | Meta
                | Noembed
                | Noframes
                | Noscript
                | Object
                | Optgroup
                | Option
                | Output
                | Progress
                | Rp
                | Rt
                | Script
                | Select
                | Source
                | Style
                | Svg
                | Template
                | Textarea
                | Title
                | Track
                | Video
        )
    }
}
